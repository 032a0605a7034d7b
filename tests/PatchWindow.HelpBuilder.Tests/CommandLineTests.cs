namespace PatchWindow.HelpBuilder.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Fixture _fixture = new();

    [Theory]
    [InlineData("expected 3 paths, got 0")]
    [InlineData("--docs needs a value", "--docs")]
    [InlineData("unknown option --doc", "--doc", "x")]
    [InlineData("nowhere.dll does not exist", "nowhere.dll", "nowhere.xml", "out.xml")]
    [InlineData("folder nowhere does not exist", "DLL", "XML", "out.xml", "--about", "nowhere")]
    public void A_wrong_command_line_says_what_is_wrong_and_how_it_goes(string message, params string[] arguments)
    {
        var errors = new StringWriter();

        var code = Builder.Run(
            [.. arguments.Select(word => word switch { "DLL" => Fixture.Dll, "XML" => Fixture.Xml, _ => word })], errors);

        Assert.Equal(2, code);
        Assert.StartsWith($"PatchWindow.HelpBuilder : error PWH000: {message}; usage: ", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_is_not_found_is_named()
    {
        var errors = new StringWriter();

        var code = Builder.Run([Fixture.Dll, Fixture.Xml, _fixture.Output], errors);

        Assert.Equal(2, code);
        Assert.Contains("System.Management.Automation", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("is a --reference folder missing?", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_an_error_and_no_crash()
    {
        var errors = new StringWriter();

        Assert.Equal(2, Builder.Run([Fixture.Xml, Fixture.Xml, _fixture.Output], errors));
        Assert.StartsWith("PatchWindow.HelpBuilder : error PWH000: ", errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _fixture.Dispose();
}
