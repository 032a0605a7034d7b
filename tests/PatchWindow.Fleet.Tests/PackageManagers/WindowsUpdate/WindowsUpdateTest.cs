using System.Management.Automation;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.WindowsUpdate;
using PatchWindow.Fleet.Transports;
using PatchWindow.Fleet.Transports.Psrp;
using PatchWindow.StandIn;

namespace PatchWindow.Fleet.Tests.PackageManagers.WindowsUpdate;

/// <summary>A test of the real scripts in the real engine, before a stand-in of Windows.</summary>
public abstract class WindowsUpdateTest : IDisposable
{
    protected const string Host = "win01";
    protected const string First = "d2ef5c30-3a3b-4a5f-9b1d-6a5a2f5d8a11", Second = "0b7a1c9e-8f52-4d3b-a6f0-1d2c3b4a5e6f";

    protected static readonly WindowsUpdatePackageManager Agent = new();

    protected StandInWindows Windows { get; } = new();

    protected List<Finding> Notices { get; } = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected ITransport Transport => new PowerShellTransport(new ManagedHost { Name = Host, Transport = "psrp" }, isLocal: false, RunAsync);

    /// <summary>What the last script wrote.</summary>
    protected string LastOutput { get; private set; } = "";

    public void Dispose()
    {
        Windows.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static PackageVersion Package(string name, string id, int revision = 200) => new(name, $"{id}.{revision}");

    protected async Task<IReadOnlyList<PendingPatch>> ListAsync()
    {
        var listed = await Agent.ListAsync(Host, Transport, Notices, Cancellation);
        Assert.Null(listed.Problem);
        return listed.Value;
    }

    protected static Finding Problem<T>(Outcome<T> outcome)
    {
        Assert.NotNull(outcome.Problem);
        Assert.Equal(Host, outcome.Problem.HostName);
        Assert.False(string.IsNullOrEmpty(outcome.Problem.Suggestion));
        return outcome.Problem;
    }

    private async Task<PowerShellAnswer> RunAsync(string? computer, HostScript script, int limit, CancellationToken cancellationToken)
    {
        Assert.Equal(ScriptLanguage.PowerShell, script.Language);
        using var shell = PowerShell.Create(Windows.State());
        _ = shell.AddScript(script.Text);
        foreach (var argument in script.Arguments) _ = shell.AddArgument(argument);
        var output = await Task.Run(() => shell.Invoke<string>(), cancellationToken);
        LastOutput = string.Concat(output.Select(line => line + "\n"));
        return new PowerShellAnswer(PowerShellEnd.Ended, new HostOutput(0, LastOutput, string.Join("\n", shell.Streams.Error)), 0, "");
    }
}
