using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Runs;

/// <summary>Asks a host how work ended whose answer was lost on the way: the work itself goes on without the connection.</summary>
/// <param name="pause">Waits between two questions.</param>
public sealed class StepFollower(Func<TimeSpan, CancellationToken, Task> pause)
{
    // A host that is started anew answers again within a few minutes. Whoever is not answered then is told, and may ask again later.
    private static readonly TimeSpan[] Pauses = [.. new[] { 0, 1, 2, 5, 10, 20 }.Concat(Enumerable.Repeat(30, 8)).Select(s => TimeSpan.FromSeconds(s))];

    /// <summary>The follower on the system's clock.</summary>
    public static StepFollower Instance { get; } = new(Task.Delay);

    /// <summary>Asks until the host answers or patience is at its end.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="connection">The way to it.</param>
    /// <param name="step">The step's name on the host.</param>
    /// <param name="lost">Why the first answer did not come.</param>
    /// <param name="cancellationToken">Ends the asking; the work on the host goes on.</param>
    /// <returns>How the work ended; where that was not answered, why.</returns>
    public async Task<Outcome<HostOutput>> FollowAsync(
        string host, HostConnection connection, string step, Finding lost, CancellationToken cancellationToken)
    {
        foreach (var time in Pauses)
        {
            try
            {
                await pause(time, cancellationToken).ConfigureAwait(false);
                var found = await connection.Packages.FollowAsync(host, step, connection.Transport, cancellationToken).ConfigureAwait(false);
                if (found.Problem is not { } problem) return found;

                // What kept it from beginning says more than that it has not begun.
                if (problem.Code == HostStepProblems.NotBegunCode) return problem with { Message = $"{problem.Message} {lost.Message}", Suggestion = lost.Suggestion ?? problem.Suggestion };
                if (problem.Code == HostStepProblems.NotFollowedCode) return lost;
                if (HostStepProblems.IsCertain(problem)) return problem;
                lost = problem;
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return lost;
    }
}
