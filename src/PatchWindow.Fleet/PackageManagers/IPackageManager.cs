using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers;

/// <summary>What can be asked of the program that installs packages on a host. One file each; all reading is strict.</summary>
public interface IPackageManager
{
    /// <summary>Its name in messages, such as <c>apt</c>.</summary>
    string Name { get; }

    /// <summary>
    /// The patches the host could install, without <see cref="PendingPatch.FirstSeen"/> and
    /// <see cref="PendingPatch.Decision"/>. Output that cannot be read is a problem that quotes the line, never an empty list.
    /// </summary>
    /// <param name="host">The host's name, for findings.</param>
    /// <param name="transport">The way to it.</param>
    /// <param name="notices">Receives what is worth knowing of the list, such as that it is an old one.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        string host, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken);

    /// <summary>
    /// Fetches anew what the repositories offer. A problem where any of them did not answer: what they have is then not known, and
    /// "nothing pending" would be a guess. One that is no error says that there is nothing to fetch. Needs privilege.
    /// </summary>
    Task<Finding?> RefreshAsync(string host, ITransport transport, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the host is fit to apply something now: privilege, lock, half-installed packages. A problem says what stands
    /// in the way.
    /// </summary>
    Task<Outcome<HostReadiness>> CheckAsync(string host, ITransport transport, CancellationToken cancellationToken);

    /// <summary>What applying would do, told by the package manager itself, changing nothing.</summary>
    Task<Outcome<Simulation>> SimulateAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken);

    /// <summary>
    /// Installs exactly these versions, and what they depend on, in one transaction. A value says how the package manager ended and what it printed;
    /// whether the patches are on the host is asked afterwards, by <see cref="VerifyAsync"/>. A cancellation does not end
    /// it. A problem other than one that <see cref="HostStepProblems.IsCertain"/> says that it may have begun and still be at work: until
    /// <see cref="FollowAsync"/> or someone else has looked, what became of it is unknown.
    /// </summary>
    /// <param name="host">The host's name, for findings.</param>
    /// <param name="step">The step's name, by which the host knows the work and does not begin it a second time.</param>
    /// <param name="packages">Names and versions.</param>
    /// <param name="transport">The way to it.</param>
    /// <param name="cancellationToken">Refuses to begin.</param>
    Task<Outcome<HostOutput>> ApplyAsync(
        string host, string step, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken);

    /// <summary>
    /// Waits for the end of what <see cref="ApplyAsync"/> began under that name, whoever did; what it did not begin is not begun any more.
    /// A problem <see cref="HostStepProblems.NotFollowedCode"/> says that this package manager keeps no record that could be followed.
    /// </summary>
    Task<Outcome<HostOutput>> FollowAsync(string host, string step, ITransport transport, CancellationToken cancellationToken);

    /// <summary>
    /// Finishes what an interrupted installation left half-done, and nothing else. As with <see cref="ApplyAsync"/>, a value says how
    /// it ended, a cancellation does not end it, and <see cref="CheckAsync"/> tells whether the host is fit now.
    /// </summary>
    Task<Outcome<HostOutput>> RepairAsync(string host, ITransport transport, CancellationToken cancellationToken);

    /// <summary>The installed versions of these packages and whether the host wants a reboot, read from the host.</summary>
    Task<Outcome<HostPackages>> VerifyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken);

    /// <summary>A problem for a transaction that failed, from its exit code and output: what happened and what to type next.</summary>
    Finding Explain(string host, HostOutput output);
}
