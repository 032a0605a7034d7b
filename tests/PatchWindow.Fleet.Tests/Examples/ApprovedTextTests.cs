namespace PatchWindow.Fleet.Tests.Examples;

public sealed class ApprovedTextTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(path);

    [Fact]
    public void The_same_text_is_no_difference_whatever_its_line_ends()
    {
        File.WriteAllText(path, "a\r\nb\r\n");
        Assert.Null(ApprovedText.Difference(path, "a\nb\n", approve: false));
        Assert.Null(ApprovedText.Difference(path, "a\nb\n", approve: true));
    }

    [Fact]
    public void A_difference_shows_its_first_lines_with_those_before_it_and_says_how_to_accept()
    {
        File.WriteAllText(path, "1\n2\n3\n4\n5 old\n6\n");
        var said = ApprovedText.Difference(path, "1\n2\n3\n4\n5 new\n6\n", approve: false);
        Assert.StartsWith($"{path}, line 5, is not what is approved (- approved, + received):\n  2\n  3\n  4\n- 5 old\n", said, StringComparison.Ordinal);
        Assert.Contains("\n+ 5 new\n", said, StringComparison.Ordinal);
        Assert.EndsWith("run the test again with PATCHWINDOW_APPROVE=1 in the environment, and read the diff.", said, StringComparison.Ordinal);
        Assert.Equal("1\n2\n3\n4\n5 old\n6\n", File.ReadAllText(path));
    }

    [Fact]
    public void What_is_cut_short_differs_where_it_ends()
    {
        File.WriteAllText(path, "1\n2\n");
        Assert.Contains(", line 2, ", ApprovedText.Difference(path, "1\n", approve: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Approving_writes_the_file_and_is_a_difference_once()
    {
        Assert.Contains("no approved file", ApprovedText.Difference(path, "new\n", approve: false), StringComparison.Ordinal);
        Assert.Contains("has been written", ApprovedText.Difference(path, "new\n", approve: true), StringComparison.Ordinal);
        Assert.Null(ApprovedText.Difference(path, "new\n", approve: false));
        Assert.Contains("has been rewritten", ApprovedText.Difference(path, "newer\n", approve: true), StringComparison.Ordinal);
        Assert.Null(ApprovedText.Difference(path, "newer\n", approve: true));
    }
}
