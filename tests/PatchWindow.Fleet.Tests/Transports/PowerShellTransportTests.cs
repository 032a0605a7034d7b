using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.PackageManagers.Own;
using PatchWindow.Fleet.Transports;
using PatchWindow.Fleet.Transports.Psrp;
using PatchWindow.Fleet.Transports.Ssh;

namespace PatchWindow.Fleet.Tests.Transports;

public sealed class PowerShellTransportTests
{
    private static readonly HostScript Script = new("'hello'", ["one"], TimeSpan.FromMinutes(1)) { Language = ScriptLanguage.PowerShell };

    private static readonly Dictionary<string, Outcome<OwnPackageManager>> Own = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("win01", null, false, "win01")]
    [InlineData("win01", "win01.corp.example.com", false, "win01.corp.example.com")]
    [InlineData("win01", "2001:db8::4", false, "2001:db8::4")]
    [InlineData("localhost", null, true, null)]
    public async Task A_script_goes_to_the_hosts_address_or_stays_on_this_machine(string name, string? address, bool local, string? expected)
    {
        string? asked = "nobody";
        HostScript? sent = null;
        var transport = new PowerShellTransport(new ManagedHost { Name = name, Address = address }, local, (computer, script, _, _) =>
        {
            (asked, sent) = (computer, script);
            return Task.FromResult(new PowerShellAnswer(PowerShellEnd.Ended, new HostOutput(0, "hello\n", ""), 0, ""));
        });

        Assert.Equal("hello\n", (await transport.RunAsync(Script, Cancellation)).Value.Output);
        Assert.Equal(expected, asked);
        Assert.Same(Script, sent);
    }

    [Theory]
    [InlineData(PowerShellEnd.NotSupported, 0, "PowerShellRemotingMissing")]
    [InlineData(PowerShellEnd.NotConnected, 5, "AuthenticationFailed")]
    [InlineData(PowerShellEnd.NotConnected, unchecked((int)0x80090311), "AuthenticationFailed")]
    [InlineData(PowerShellEnd.NotConnected, unchecked((int)0x803380E4), "AuthenticationFailed")]
    [InlineData(PowerShellEnd.NotConnected, unchecked((int)0x80338012), "Unreachable")]
    [InlineData(PowerShellEnd.Lost, 0, "ConnectionLost")]
    [InlineData(PowerShellEnd.TimedOut, 0, "TimedOut")]
    [InlineData(PowerShellEnd.OutputTooLarge, 0, "OutputTooLarge")]
    [InlineData(PowerShellEnd.NotText, 0, "OutputUnreadable")]
    public async Task What_went_wrong_is_said_with_what_to_do(PowerShellEnd end, int code, string expected)
    {
        var problem = (await Answering(end, code).RunAsync(Script, Cancellation)).Problem;
        Assert.Equal(expected, problem?.Code);
        Assert.False(string.IsNullOrEmpty(problem!.Suggestion));
        Assert.DoesNotContain('\u001b', problem.Message);
        if (end is not (PowerShellEnd.TimedOut or PowerShellEnd.OutputTooLarge)) Assert.Contains("its \\u001b words", problem.Message);
    }

    [Theory]
    [InlineData(PowerShellEnd.Lost, "OutputCutShort")]
    [InlineData(PowerShellEnd.TimedOut, "TimedOut")]
    public async Task A_change_that_was_lost_sight_of_is_unknown_and_said_to_go_on(PowerShellEnd end, string expected)
    {
        var problem = (await Answering(end).RunAsync(Script with { Interruptible = false }, Cancellation)).Problem;
        Assert.Equal(expected, problem?.Code);
        Assert.Matches("goes on|left to run", problem!.Message);
    }

    [Theory]
    [InlineData("win01/x?y", null, "AddressInvalid")]
    [InlineData("win01", "user@evil:80", "AddressInvalid")]
    [InlineData("win01", null, "UserNotSupported", "admin")]
    public async Task What_cannot_be_reached_so_is_refused_before_anything_is_asked(string name, string? address, string expected, string? user = null)
    {
        var transport = new PowerShellTransport(
            new ManagedHost { Name = name, Address = address, User = user }, isLocal: false, (_, _, _, _) => throw new InvalidOperationException("asked"));
        Assert.Equal(expected, (await transport.RunAsync(Script, Cancellation)).Problem?.Code);
    }

    [Fact]
    public async Task Without_an_engine_the_problem_says_so()
    {
        var transport = new PowerShellTransport(new ManagedHost { Name = "win01" }, isLocal: false, run: null);
        Assert.Equal("PowerShellRemotingMissing", (await transport.RunAsync(Script, Cancellation)).Problem?.Code);
    }

    [Fact]
    public async Task A_transport_refuses_a_script_in_a_language_that_it_does_not_run()
    {
        var host = new ManagedHost { Name = "web01" };
        var ssh = new SshTransport(host, new SshSettings(), () => false, new ControlSockets());
        foreach (var transport in new ITransport[] { ssh, new LocalTransport() })
        {
            var problem = (await transport.RunAsync(Script, Cancellation)).Problem;
            Assert.Equal("ScriptLanguageNotSupported", problem?.Code);
            Assert.Contains($"reached by {transport.Name}", problem!.Message);
            Assert.Contains("needs PowerShell", problem.Message);
        }

        var shell = (await Answering(PowerShellEnd.Ended).RunAsync(new HostScript("true", [], TimeSpan.FromMinutes(1)), Cancellation)).Problem;
        Assert.Equal("ScriptLanguageNotSupported", shell?.Code);
        Assert.Contains("needs a POSIX shell", shell!.Message);
    }

    [Theory]
    [InlineData("psrp", false, "psrp", "Windows Update")]
    [InlineData("PSRP", true, "psrp", "Windows Update")]
    [InlineData("local", true, "local", "Windows Update")]
    [InlineData("local", false, "local", "apt or zypper or dnf5 or dnf")]
    [InlineData("ssh", true, "ssh", "apt or zypper or dnf5 or dnf")]
    public void A_host_is_asked_for_the_package_managers_that_its_transport_can_reach(string transport, bool onWindows, string expected, string packages)
    {
        var connections = new HostConnections(() => new SshSettings(), () => Own, null, (_, _, _, _) => throw new InvalidOperationException("asked"), onWindows);
        var connection = connections.To(new ManagedHost { Name = "host01", Transport = transport }).Value;
        Assert.Equal((expected, packages), (connection.Transport.Name, connection.Packages.Name));
    }

    [Fact]
    public void A_transport_that_there_is_not_is_refused_and_those_that_there_are_named()
    {
        var problem = new HostConnections(() => new SshSettings(), () => Own).To(new ManagedHost { Name = "old01", Transport = "telnet" }).Problem;
        Assert.Equal("TransportNotSupported", problem?.Code);
        foreach (var name in new[] { "ssh", "psrp", "local" }) Assert.Contains($"\"{name}\"", problem!.Suggestion);
    }

    private static PowerShellTransport Answering(PowerShellEnd end, int code = 0) => new(
        new ManagedHost { Name = "win01" }, isLocal: false,
        (_, _, _, _) => Task.FromResult(new PowerShellAnswer(end, new HostOutput(0, "", ""), code, "its \u001b words")));
}
