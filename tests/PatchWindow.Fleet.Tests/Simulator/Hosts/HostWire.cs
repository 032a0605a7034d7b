using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Reboots;
using PatchWindow.Fleet.Tests.Simulator.Runners;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.Simulator.Hosts;

/// <summary>
/// One runner's way to one host, as production asks for it: its transport and its package manager. What is asked takes its time to get there and back, and may be lost on
/// either way; the host does not know.
/// </summary>
internal sealed class HostWire(Loop loop, Chance chance, Faults faults, Story story, SimulatedRunner runner, SimulatedHost host) : ITransport, IPackageManager
{
    string ITransport.Name => "simulated";

    string IPackageManager.Name => "simulated";

    public ScriptLanguage Language => ScriptLanguage.Shell;

    public Task<Outcome<HostOutput>> RunAsync(HostScript script, CancellationToken cancellationToken) =>
        ReferenceEquals(script.Text, HostReboot.Boot) ? AskAsync<HostOutput>("name its boot", (at, answer) => answer(Framed("boot", at.Boot)), cancellationToken)
        : ReferenceEquals(script.Text, HostReboot.Reboot) ? AskAsync<HostOutput>("reboot", (at, answer) => answer(Framed("state", at.Reboot(script.Arguments[0]))), CancellationToken.None)
        : AskAsync<HostOutput>("run the hook " + script.Arguments[3], Hook, cancellationToken);

    public Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(string name, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<PendingPatch>>("list", (at, answer) => answer(Outcome.Of(at.List())), cancellationToken);

    public Task<Finding?> RefreshAsync(string name, ITransport transport, CancellationToken cancellationToken) => Task.FromResult<Finding?>(null);

    public Task<Outcome<HostReadiness>> CheckAsync(string name, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync<HostReadiness>("check", (at, answer) => answer(at.Check()), cancellationToken);

    public Task<Outcome<Simulation>> SimulateAsync(string name, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync<Simulation>("simulate", (at, answer) => answer(at.Simulate(packages)), cancellationToken);

    public Task<Outcome<HostOutput>> ApplyAsync(string name, string step, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync<HostOutput>("begin " + step, (at, answer) => at.Begin(step, packages, answer), CancellationToken.None);

    public Task<Outcome<HostOutput>> FollowAsync(string name, string step, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync<HostOutput>("follow " + step, (at, answer) => at.Follow(step, answer), cancellationToken);

    public Task<Outcome<HostOutput>> RepairAsync(string name, ITransport transport, CancellationToken cancellationToken) => throw new NotSupportedException("Nobody repairs in a history.");

    public Task<Outcome<HostPackages>> VerifyAsync(string name, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync<HostPackages>("verify", (at, answer) => answer(at.Verify(packages)), cancellationToken);

    public Finding Explain(string name, HostOutput output) => new() { Code = "ApplyFailed", HostName = name, Message = $"The package manager ended with {output.ExitCode}." };

    private void Hook(SimulatedHost at, Action<Outcome<HostOutput>> answer)
    {
        var code = faults.Strikes(FaultKind.HookFailed, 0.2) ? 1 : 0;
        loop.After(chance.Seconds(0.1, 40), null, () => answer(new HostOutput(code, "", "")));
    }

    private Task<Outcome<T>> AskAsync<T>(string what, Action<SimulatedHost, Action<Outcome<T>>> ask, CancellationToken cancellationToken)
    {
        runner.BeforeEffect(isMove: true);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<Outcome<T>>(cancellationToken);
        var call = new HostCall<T>(loop, runner, host, what, story);
        _ = cancellationToken.Register(() => call.Cancel(cancellationToken));
        if (IsOut() || faults.Strikes(FaultKind.RequestLost, 0.03))
        {
            call.Lose(chance.Seconds(0.5, 20));
        }
        else if (faults.Strikes(FaultKind.RequestLate, 0.03))
        {
            call.Lose(chance.Seconds(0.5, 40));
            loop.After(chance.Seconds(10, 90), null, () => Arrive(call, ask));
        }
        else
        {
            host.Add(call);
            loop.After(chance.Seconds(0.02, 1.5), null, () => Arrive(call, ask));
        }

        runner.AfterEffect(isMove: true);
        return call.Heard;
    }

    private void Arrive<T>(HostCall<T> call, Action<SimulatedHost, Action<Outcome<T>>> ask)
    {
        if (IsOut())
        {
            call.Lose(chance.Seconds(0.5, 30));
            return;
        }

        ask(host, answer =>
        {
            if (IsOut() || faults.Strikes(FaultKind.AnswerLost, 0.03)) call.Lose(chance.Seconds(0.5, 40));
            else call.Answer(answer, chance.Seconds(0.02, 1.5));
        });
    }

    private bool IsOut() => !host.IsUp || host.IsCutOff || runner.IsCutOff;

    private static HostOutput Framed(string name, string line) => new(0, $"@@{name}\n|{line}\n@@end 0\n@@done\n", "");
}
