using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptFramesTests
{
    [Theory]
    [InlineData("amd64")]
    [InlineData("hurd-i386")]
    public void The_hosts_own_architecture_is_one_word_of_dpkgs(string line) => Assert.Equal(line, Native(line).Value);

    [Theory]
    [InlineData("OutputUnreadable", "a\u001b[31mmd64")]
    [InlineData("OutputUnreadable", "AMD64")]
    [InlineData("OutputUnreadable", "-oX=y")]
    [InlineData("OutputUnreadable", "")]
    [InlineData("OutputCutShort")]
    [InlineData("OutputCutShort", "amd64", "i386")]
    public void What_is_no_architecture_is_not_taken_for_the_hosts_own(string code, params string[] lines)
    {
        var problem = Native(lines).Problem;

        Assert.Equal(code, problem?.Code);
        Assert.DoesNotContain('\u001b', problem!.Message);
    }

    private static Core.Outcomes.Outcome<string> Native(params string[] lines) => AptFrames.Native(
        "web01",
        new Dictionary<string, OutputFrame> { ["architecture"] = new("architecture", 0, [.. lines.Select((line, i) => new OutputLine(i + 1, line))]) },
        new HostOutput(0, "", ""));
}
