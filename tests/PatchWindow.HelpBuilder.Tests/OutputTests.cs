namespace PatchWindow.HelpBuilder.Tests;

public sealed class OutputTests : IDisposable
{
    private readonly Fixture _fixture = new();

    [Fact]
    public void The_file_is_UTF8_without_a_mark_with_line_feeds_and_sorted_by_name()
    {
        var help = _fixture.Help();
        var bytes = File.ReadAllBytes(_fixture.Output);

        Assert.Equal((byte)'<', bytes[0]);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal(
            ["Clear-Crop", "Get-Crop", "Remove-Crop"],
            help.Descendants().Where(element => element.Name.LocalName == "details").Select(details => details.Elements().First().Value));
    }

    [Fact]
    public void What_did_not_change_is_not_written_again()
    {
        var about = Path.GetDirectoryName(_fixture.Write("topics/about_Crops.md", "# about_Crops\n\nCrops."))!;
        _fixture.Run(null, "--about", about);
        var files = Directory.GetFiles(Path.GetDirectoryName(_fixture.Output)!);
        foreach (var file in files)
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);

        _fixture.Run(null, "--about", about);

        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file)));
    }

    [Fact]
    public void What_changed_is_written()
    {
        _fixture.Run();
        var before = File.ReadAllText(_fixture.Output);

        _fixture.RunChanged(xml => xml.Descendants("summary").First(summary => summary.Value == "Why.").Value = "Why not.");

        Assert.Equal(before.Replace("Why.", "Why not.", StringComparison.Ordinal), File.ReadAllText(_fixture.Output));
    }

    [Fact]
    public void Types_of_other_assemblies_are_described_from_their_own_documentation()
    {
        var docs = _fixture.Write("System.xml", "<doc><members><member name=\"T:System.DateTime\"><summary>An instant.</summary></member></members></doc>");

        _fixture.Run(null, "--docs", docs);

        Assert.Contains("<maml:para>An instant.</maml:para>", File.ReadAllText(_fixture.Output), StringComparison.Ordinal);
    }

    public void Dispose() => _fixture.Dispose();
}
