using System.Runtime.Versioning;

namespace PatchWindow.Console.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "state", "patchwindow", "history");

    [Fact]
    public void What_was_typed_is_there_the_next_time()
    {
        Type("Get-PatchWindow", "foreach ($h in 1..2) {\n  $h\n}", "Get-PatchHost | Where-Object `\n Name");
        Assert.Equal(
            ["Get-PatchWindow", "foreach ($h in 1..2) {\n  $h\n}", "Get-PatchHost | Where-Object `\n Name"], Remembered());
    }

    [Theory]
    [InlineData("$p = ConvertTo-SecureString 'x' -AsPlainText")]
    [InlineData("Connect -Password hunter2")]
    [InlineData("$env:VENDOR_TOKEN = 'abc'")]
    [InlineData("curl -H 'Api-Key: 1'")]
    [InlineData("$passwd = 1")]
    public void Lines_that_look_secret_are_remembered_only_until_the_end(string line)
    {
        var history = new History(new HistoryFile(FilePath));
        history.Add(line);
        history.Add("Get-PatchWindow");
        Assert.Equal([line, "Get-PatchWindow"], history.Entries);
        Assert.Equal(["Get-PatchWindow"], Remembered());
    }

    [Fact]
    public void Blank_lines_and_repetitions_are_not_kept()
    {
        Type("a", "a", "", "  ", "b", "a");
        Assert.Equal(["a", "b", "a"], Remembered());
    }

    [Fact]
    public void The_file_is_cut_down_to_the_newest_entries()
    {
        var file = new HistoryFile(FilePath, limit: 4);
        for (var i = 1; i <= 10; i++)
            file.Append($"line {i}");
        Assert.Equal(["line 7", "line 8", "line 9", "line 10"], file.Read());
        Assert.Equal(4, File.ReadAllLines(FilePath).Length);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_its_owner_can_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps a user's folders apart by itself.");
        Type("Get-PatchWindow");
        new HistoryFile(FilePath, limit: 0).Read();
        Type("Get-PatchHost");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(FilePath)!));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_done_without()
    {
        var blocker = Path.Combine(_folder.Path, "file");
        File.WriteAllText(blocker, "");
        var history = new History(new HistoryFile(Path.Combine(blocker, "history")));
        history.Add("Get-PatchWindow");
        Assert.Equal(["Get-PatchWindow"], history.Entries);
    }

    public void Dispose() => _folder.Dispose();

    private void Type(params string[] lines)
    {
        var history = new History(new HistoryFile(FilePath));
        foreach (var line in lines)
            history.Add(line);
    }

    private IReadOnlyList<string> Remembered() => new History(new HistoryFile(FilePath)).Entries;
}
