using System.Xml.Linq;
using PatchWindow.HelpBuilder.Cmdlets;
using PatchWindow.HelpBuilder.Docs;

namespace PatchWindow.HelpBuilder.Tests.Docs;

public sealed class DocTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  one\n            two\t three ", "one two three")]
    [InlineData("<para>one</para><para>two</para>", "one|two")]
    [InlineData("one<para>two</para>three", "one|two|three")]
    [InlineData("one\n            \n            two", "one|two")]
    [InlineData("one\r\n  \r\n  two", "one|two")]
    [InlineData("<para>one\n\ntwo</para>", "one|two")]
    [InlineData("a<c>-Name  *</c>b", "a-Name *b")]
    [InlineData("<b>bold <i>and</i></b> plain", "bold and plain")]
    [InlineData("<paramref name=\"policy\"/> of <typeparamref name=\"T\"/>", "policy of T")]
    [InlineData("is <see langword=\"true\"/>", "is true")]
    [InlineData("<see href=\"https://a.b\"/>", "https://a.b")]
    [InlineData("<see href=\"https://a.b\">https://a.b</see>", "https://a.b")]
    [InlineData("<see href=\"https://a.b\">here</see>", "here (https://a.b)")]
    [InlineData("<see cref=\"T:Sample.GetCropCmdlet\"/>", "Get-Crop")]
    [InlineData("<see cref=\"P:Sample.GetCropCmdlet.Name\"/>", "-Name")]
    [InlineData("<see cref=\"P:Sample.SampleCmdlet.ConfigurationPath\"/>", "-ConfigurationPath")]
    [InlineData("<see cref=\"P:Sample.Crop.Name\"/>", "Name")]
    [InlineData("<see cref=\"F:Sample.Ripeness.Green\"/>", "Green")]
    [InlineData("<see cref=\"T:System.Collections.Generic.List`1\"/>", "List")]
    [InlineData("<see cref=\"M:System.DateTime.Add(System.TimeSpan)\"/>", "Add")]
    [InlineData("<see cref=\"T:Sample.Crop\">crops</see>", "crops")]
    [InlineData("before<code>\n  a\n    b\n</code>after", "before|a\n  b|after")]
    [InlineData("<list type=\"number\"><item>one</item><item><description>two</description></item></list>", "1. one\n2. two")]
    [InlineData("<list type=\"table\"><listheader><term>Code</term><description>Why</description></listheader><item><term>A</term><description>a</description></item></list>", "Code: Why\n- A: a")]
    [InlineData("<list type=\"bullet\"><item>one<list type=\"bullet\"><item>inner</item></list></item></list>", "- one\n  - inner")]
    public void A_comment_becomes_paragraphs(string comment, string expected)
    {
        using var assembly = CmdletAssembly.Open(Fixture.Dll, [Fixture.Standard]);
        var findings = new List<Finding>();
        var text = new DocText(new CrefNames(assembly), findings);

        Assert.Equal(expected, string.Join("|", text.Paragraphs(Parse(comment), "Get-Crop")));
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("<code>Get-Crop</code>", "Get-Crop")]
    [InlineData("<code>\n            Get-Crop |\n                Remove-Crop\n            </code>", "Get-Crop |\n    Remove-Crop")]
    [InlineData("\n            <code>Get-Crop |\n                Remove-Crop</code>", "Get-Crop |\n    Remove-Crop")]
    [InlineData("text <code>Get-Crop |\n                Remove-Crop</code>", "Get-Crop |\nRemove-Crop")]
    [InlineData("<code>\n\n  a  \n\n  b\n\n</code>", "a\n\nb")]
    [InlineData("<code>\n    deep\n  shallow\n</code>", "  deep\nshallow")]
    [InlineData("<code></code>", "")]
    public void Code_loses_the_indentation_of_its_comment_and_no_more(string comment, string expected) =>
        Assert.Equal(expected, CodeText.Of(Parse(comment).Element("code")!));

    private static XElement Parse(string content) => XElement.Parse($"<x>{content}</x>", LoadOptions.PreserveWhitespace);
}
