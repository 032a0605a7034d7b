using System.Xml.Linq;

namespace PatchWindow.HelpBuilder.Tests;

public sealed class FindingTests : IDisposable
{
    private const string GetCrop = "T:Sample.GetCropCmdlet";
    private readonly Fixture _fixture = new();

    [Theory]
    [InlineData(GetCrop, "summary", "PWH001: Get-Crop has no <summary>")]
    [InlineData(GetCrop, "example", "PWH002: Get-Crop has no <example>")]
    [InlineData("P:Sample.GetCropCmdlet.Name", "summary", "PWH003: Get-Crop -Name has no <summary> (property of GetCropCmdlet)")]
    public void What_is_missing_is_named(string member, string element, string error)
    {
        var (code, errors) = _fixture.RunChanged(xml => Member(xml, member).Elements(element).Remove());

        Assert.Equal((1, $"Sample.xml : error {error}\n"), (code, errors));
    }

    [Fact]
    public void A_member_without_any_comment_is_named_like_one_without_summary()
    {
        var (_, errors) = _fixture.RunChanged(xml => Member(xml, GetCrop).Remove());

        Assert.Equal("Sample.xml : error PWH001: Get-Crop has no <summary>\nSample.xml : error PWH002: Get-Crop has no <example>\n", errors);
    }

    [Fact]
    public void An_inherited_parameter_without_text_is_named_for_each_cmdlet_and_with_its_class()
    {
        var (_, errors) = _fixture.RunChanged(xml => Member(xml, "P:Sample.SampleCmdlet.ConfigurationPath").Remove());

        Assert.Equal(
            ["Clear-Crop", "Get-Crop", "Remove-Crop"],
            errors.TrimEnd().Split('\n').Select(line => line.Replace("Sample.xml : error PWH003: ", "", StringComparison.Ordinal)
                .Replace(" -ConfigurationPath has no <summary> (property of SampleCmdlet)", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Everything_is_said_at_once_and_nothing_is_written()
    {
        var (code, errors) = _fixture.RunChanged(xml => xml.Descendants("member").Where(member => !member.Attribute("name")!.Value.StartsWith("T:Sample.Rip", StringComparison.Ordinal)).Remove());

        Assert.Equal(1, code);
        // Three cmdlets twice, and every parameter but Since, which has a help message; seven of Clear-Crop's are Remove-Crop's.
        Assert.Equal(6 + 7 + 7 + 7, errors.Split('\n').Count(line => line.Contains(" : error PWH00", StringComparison.Ordinal)));
        Assert.False(File.Exists(_fixture.Output));
    }

    [Fact]
    public void An_example_without_code_is_named_by_its_number()
    {
        var (_, errors) = _fixture.RunChanged(xml => Member(xml, GetCrop).Elements("example").ElementAt(1).Element("code")!.Remove());

        Assert.Equal("Sample.xml : error PWH006: Get-Crop example 2 has no <code>\n", errors);
    }

    [Theory]
    [InlineData("T:Sample.RemoveCropCmdlet", "summary", "<see cref=\"!:Nowhere\"/>", "Remove-Crop refers to !:Nowhere")]
    [InlineData("T:Sample.RemoveCropCmdlet", "remarks", "<list><item><see cref=\"!:Nowhere\"/></item></list>", "Remove-Crop refers to !:Nowhere")]
    [InlineData("P:Sample.RemoveCropCmdlet.After", "remarks", "<see cref=\"!:Nowhere\">x</see>", "Remove-Crop -After refers to !:Nowhere")]
    public void A_cref_that_the_compiler_could_not_resolve_is_named(string member, string element, string text, string error)
    {
        var (code, errors) = _fixture.RunChanged(xml =>
        {
            xml.Descendants("member").Where(other => other.Attribute("name")!.Value == "T:Sample.ClearCropCmdlet").Single()
                .ReplaceNodes(XElement.Parse("<x><summary>s</summary><example><code>c</code></example></x>").Nodes());
            Member(xml, member).Add(new XElement(element, XElement.Parse($"<x>{text}</x>").Nodes()));
            if (element == "summary")
                Member(xml, member).Elements("summary").First().Remove();
        });

        Assert.Equal(1, code);
        Assert.Contains($"error PWH004: {error}, which the compiler does not know\n", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_see_also_that_the_compiler_could_not_resolve_is_named()
    {
        var (_, errors) = _fixture.RunChanged(xml => Member(xml, GetCrop).Element("seealso")!.SetAttributeValue("cref", "!:Gone"));

        Assert.Equal("Sample.xml : error PWH004: Get-Crop refers to !:Gone, which the compiler does not know\n", errors);
    }

    [Fact]
    public void The_same_mistake_twice_in_one_comment_is_said_once()
    {
        var (_, errors) = _fixture.RunChanged(xml => Member(xml, GetCrop).Element("remarks")!.Add(
            new XElement("see", new XAttribute("cref", "!:Gone")), new XElement("see", new XAttribute("cref", "!:Gone"))));

        Assert.Equal("Sample.xml : error PWH004: Get-Crop refers to !:Gone, which the compiler does not know\n", errors);
    }

    [Fact]
    public void A_comment_that_the_compiler_dropped_as_broken_is_named()
    {
        // This is what csc writes in place of the member; the build sees CS1570 only where warnings are on.
        var (code, errors) = _fixture.RunChanged(xml => xml.Root!.Element("members")!.Add(
            new XComment(" Badly formed XML comment ignored for member \"P:Sample.Crop.Name\" ")));

        Assert.Equal((1, "Sample.xml : error PWH005: the doc comment of Sample.Crop.Name is not well-formed XML, and the compiler dropped it\n"), (code, errors));
    }

    [Fact]
    public void A_broken_file_is_named_with_its_line()
    {
        var file = _fixture.Write("Sample.xml", "<doc>\n<members><member></doc>");

        var (code, errors) = _fixture.Run(file);

        Assert.Equal(1, code);
        Assert.StartsWith($"{file}(2,20) : error PWH005: ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T:Sample.ClearCropCmdlet", "!:Nowhere", "Clear-Crop")]
    [InlineData("P:Sample.RemoveCropCmdlet.Twin", "P:Sample.RemoveCropCmdlet.Twin", "Remove-Crop -Twin")]
    public void Nothing_to_inherit_is_named(string member, string cref, string owner)
    {
        var (code, errors) = _fixture.RunChanged(xml => Member(xml, member).Element("inheritdoc")!.SetAttributeValue("cref", cref));

        Assert.Equal(1, code);
        Assert.Contains($"error PWH007: {owner} says <inheritdoc/>, but there is nothing to inherit\n", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _fixture.Dispose();

    private static XElement Member(XDocument xml, string name) =>
        xml.Descendants("member").Single(member => member.Attribute("name")!.Value == name);
}
