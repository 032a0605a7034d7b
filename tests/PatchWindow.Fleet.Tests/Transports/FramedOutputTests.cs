using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.Transports;

public sealed class FramedOutputTests
{
    [Fact]
    public void Frames_are_read_by_name_with_their_lines_and_numbers()
    {
        var frames = Read("@@one\n|first\n|\n|@@end 5\n@@end 0\n@@two\n@@end 100\n@@done\n").Value;

        Assert.Equal([new(2, "first"), new(3, ""), new(4, "@@end 5")], frames["one"].Lines);
        Assert.Equal((0, 100), (frames["one"].ExitCode, frames["two"].ExitCode));
        Assert.Empty(frames["two"].Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@@one\n")]
    [InlineData("@@one\n|first")]
    [InlineData("@@one\n|first\n@@end")]
    [InlineData("@@one\n|first\n@@end ")]
    [InlineData("@@one\n|first\n@@end 0\n")]
    [InlineData("@@one\n|first\n@@end 0\n@@don")]
    [InlineData("@@one\n|first\n@@end 0\n@@two\n|x\n")]
    public void Output_without_its_end_was_cut_short(string output) =>
        Assert.Equal("OutputCutShort", Read(output).Problem?.Code);

    [Theory]
    [InlineData("motd: welcome\n@@one\n@@end 0\n@@done\n", "Line 1 ")]
    [InlineData("@@one\n|x\nno bar\n@@end 0\n@@done\n", "Line 3 ")]
    [InlineData("@@one\n@@end 0\n@@done\nmore\n", "Line 4 ")]
    public void A_line_outside_the_frames_is_quoted(string output, string where)
    {
        var problem = Read(output).Problem;

        Assert.Equal("OutputUnreadable", problem?.Code);
        Assert.StartsWith(where, problem?.Message);
    }

    [Fact]
    public void A_quoted_line_is_short_and_shows_what_would_hide()
    {
        Assert.Equal(@"\u001b[2J\u0007 \u202egnp.exe", Quoted.Line("\u001b[2J\u0007 \u202egnp.exe"));
        Assert.InRange(Quoted.Line(new string('x', 100_000)).Length, 100, 210);
    }

    private static Core.Outcomes.Outcome<IReadOnlyDictionary<string, OutputFrame>> Read(string output) =>
        FramedOutput.Read("web01", new HostOutput(0, output, ""));
}
