using System.Xml.Linq;
using PatchWindow.HelpBuilder.Cmdlets;
using PatchWindow.HelpBuilder.Docs;
using PatchWindow.HelpBuilder.Maml;

namespace PatchWindow.HelpBuilder.Tests.Docs;

public sealed class ExampleTests
{
    private const string Long = "A sentence that is much too long to be the title of an example in the help.";

    [Theory]
    [InlineData("<code>x</code>", null, "", "")]
    [InlineData("Short one.<code>x</code>", "Short one", "", "")]
    [InlineData("<para>Short one:</para><para>More.</para><code>x</code>After.", "Short one", "More.", "After.")]
    [InlineData(Long + "<code>x</code>", null, Long, "")]
    [InlineData("<title>Own</title>Short one.<code>x</code>", "Own", "Short one.", "")]
    [InlineData("<code>x</code>After.<code>y\n  z</code>", null, "", "After.|y\nz")]
    public void A_short_first_line_is_the_title(string content, string? title, string introduction, string remarks)
    {
        using var assembly = CmdletAssembly.Open(Fixture.Dll, [Fixture.Standard]);
        var text = new DocText(new CrefNames(assembly), []);

        var example = Example.Read(XElement.Parse($"<example>{content}</example>", LoadOptions.PreserveWhitespace), text, "Get-Crop")!;

        Assert.Equal(
            (title, introduction, "x", remarks),
            (example.Title, string.Join("|", example.Introduction), example.Code, string.Join("|", example.Remarks)));
    }

    [Theory]
    [InlineData(null, 1, "-------------------------------- Example 1 --------------------------------")]
    [InlineData("Ripe", 12, "---------------------------- Example 12: Ripe -----------------------------")]
    [InlineData(Long, 3, "--- Example 3: " + Long + " ---")]
    public void Titles_stand_in_a_rule_of_one_width(string? title, int number, string expected) =>
        Assert.Equal(expected, ExampleElement.Title(title, number));

    [Fact]
    public void The_longest_title_fits_80_columns_with_the_indent_of_the_help() =>
        Assert.InRange("    ".Length + ExampleElement.Title(new string('x', Example.LongestTitle), 99).Length, 1, 79);
}
