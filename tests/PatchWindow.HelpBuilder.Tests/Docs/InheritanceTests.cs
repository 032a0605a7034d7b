using System.Xml.Linq;

namespace PatchWindow.HelpBuilder.Tests.Docs;

public sealed class InheritanceTests : IDisposable
{
    private readonly Fixture _fixture = new();

    [Fact]
    public void It_goes_up_as_far_as_it_must()
    {
        var (code, errors) = _fixture.RunChanged(xml =>
        {
            var remove = xml.Descendants("member").Single(member => member.Attribute("name")!.Value == "T:Sample.RemoveCropCmdlet");
            remove.Element("summary")!.ReplaceWith(new XElement("inheritdoc"));
        });

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(
            ["What every cmdlet here can do.", "Gets the crops of a field; <none> & \"all\" are answers too.", "What every cmdlet here can do."],
            XDocument.Load(_fixture.Output).Descendants().Where(element => element.Name.LocalName == "details")
                .Select(details => details.Elements().Last().Value));
    }

    public void Dispose() => _fixture.Dispose();
}
