using System.Management.Automation;

namespace PatchWindow.Console.Tests;

public sealed class ProgressLinesTests
{
    private readonly ProgressTree _tree = new();

    [Fact]
    public void A_record_shows_how_far_and_how_long()
    {
        Add(1, "Patching hosts", "3 of 10", percent: 30, seconds: 125);
        Assert.Equal("Patching hosts: 3 of 10 [######              ]  30% 2:05 left", Assert.Single(Lines()));
    }

    [Theory]
    [InlineData(-1, -1, "Waiting: for the window")]
    [InlineData(-1, 7322, "Waiting: for the window 2:02:02 left")]
    [InlineData(0, -1, "Waiting: for the window [                    ]   0%")]
    [InlineData(100, 0, "Waiting: for the window [####################] 100% 0:00 left")]
    public void What_is_not_known_is_left_out(int percent, int seconds, string line)
    {
        Add(1, "Waiting", "for the window", percent: percent, seconds: seconds);
        Assert.Equal(line, Assert.Single(Lines()));
    }

    [Fact]
    public void Children_stand_below_their_parents_whatever_the_order_they_came_in()
    {
        Add(3, "web02", "reboot", parent: 1);
        Add(9, "Other", "thing");
        Add(1, "Ring canary", "2 hosts");
        Add(2, "web01", "apt", parent: 1, operation: "unpacking");
        Assert.Equal(
            ["Other: thing", "Ring canary: 2 hosts", "  web02: reboot", "  web01: apt", "    unpacking"], Lines());
    }

    [Fact]
    public void A_completed_record_goes_and_takes_its_children_along()
    {
        Add(1, "Ring", "a");
        Add(2, "web01", "b", parent: 1);
        Add(3, "Other", "c");
        _tree.Apply(0, new ProgressRecord(1, "Ring", "a") { RecordType = ProgressRecordType.Completed });
        Assert.Equal(["Other: c"], Lines());
    }

    [Fact]
    public void The_same_activity_of_another_source_is_another_activity()
    {
        Add(1, "Here", "a");
        _tree.Apply(7, new ProgressRecord(1, "There", "b"));
        _tree.Apply(7, new ProgressRecord(1, "There", "c"));
        Assert.Equal(["Here: a", "There: c"], Lines());
    }

    [Fact]
    public void Two_records_that_are_each_others_parents_are_shown_once_each()
    {
        Add(1, "A", "a", parent: 2);
        Add(2, "B", "b", parent: 1);
        Assert.Equal(["A: a", "B: b"], Lines());
    }

    [Theory]
    [InlineData(30)]
    [InlineData(12)]
    [InlineData(3)]
    [InlineData(1)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        Add(1, "Ein sehr langer Name für eine Tätigkeit 漢字漢字", "web01", percent: 50, seconds: 10);
        Add(2, "child", "with a long status", parent: 1, operation: "and something going on");
        Assert.All(ProgressLines.Render(_tree, width, 10), line => Assert.InRange(CellWidth.Of(line), 0, width));
    }

    [Fact]
    public void More_rows_than_there_is_room_for_are_counted()
    {
        for (var i = 1; i <= 8; i++)
            Add(i, $"host{i}", "x");
        Assert.Equal(["host1: x", "host2: x", "... and 6 more"], ProgressLines.Render(_tree, 80, 3));
    }

    [Fact]
    public void Text_from_a_host_cannot_move_the_cursor()
    {
        Add(1, "web01", "evil\e[2J\nline");
        Assert.Equal("web01: evil [2J line", Assert.Single(Lines()));
    }

    private IReadOnlyList<string> Lines() => ProgressLines.Render(_tree, 80, 10);

    private void Add(
        int id, string activity, string status, int parent = -1, int percent = -1, int seconds = -1, string? operation = null) =>
        _tree.Apply(0, new ProgressRecord(id, activity, status)
        {
            ParentActivityId = parent,
            PercentComplete = percent,
            SecondsRemaining = seconds,
            CurrentOperation = operation,
        });
}
