namespace PatchWindow.Console.Tests;

public sealed class PathCompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PathCompletionTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "policies", "my own"));
        foreach (var file in new[] { "policies/prod.json", "policies/.hidden", "policies/it's", "hosts.csv" })
            File.WriteAllText(Path.Combine(_folder.Path, file), "");
    }

    [Theory]
    [InlineData("cat ho", 4, "hosts.csv")]
    [InlineData("cat pol", 4, "policies/")]
    [InlineData("cat policies/p", 4, "policies/prod.json")]
    [InlineData("cat policies/.h", 4, "policies/.hidden")]
    [InlineData("cat policies/my", 4, "'policies/my own/'")]
    [InlineData("cat 'policies/my", 4, "'policies/my own/")]
    [InlineData("cat policies/i", 4, "'policies/it''s'")]
    [InlineData("$x=ho", 3, "hosts.csv")]
    [InlineData("./ho", 0, "./hosts.csv")]
    public void A_path_is_completed_from_the_file_system(string text, int start, string expected)
    {
        var completion = PathCompletion.At(EditLine.AtEnd(text), _folder.Path);
        Assert.NotNull(completion);
        Assert.Equal((start, text.Length - start), (completion.Start, completion.Length));
        Assert.Equal([expected], completion.Candidates);
    }

    [Theory]
    [InlineData("cat nosuch")]
    [InlineData("cat nosuch/x")]
    [InlineData("cat hosts.csv/x")]
    public void Where_there_is_nothing_there_is_no_completion(string text) =>
        Assert.Null(PathCompletion.At(EditLine.AtEnd(text), _folder.Path));

    public void Dispose() => _folder.Dispose();
}
