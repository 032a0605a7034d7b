using System.Xml.Linq;
using PatchWindow.HelpBuilder.Cmdlets;
using PatchWindow.HelpBuilder.Docs;

namespace PatchWindow.HelpBuilder.Help;

/// <summary>Joins a cmdlet's attributes with its class's comment, and finds what is missing.</summary>
internal sealed class HelpReader
{
    private readonly DocFiles _docs;
    private readonly ICollection<Finding> _findings;
    private readonly CrefNames _names;
    private readonly DocText _text;
    private readonly Inheritance _comments;
    private readonly ParameterReader _parameters;

    public HelpReader(CmdletAssembly assembly, DocFiles docs, ICollection<Finding> findings)
    {
        _docs = docs;
        _findings = findings;
        _names = new CrefNames(assembly);
        _text = new DocText(_names, findings);
        _comments = new Inheritance(docs, findings);
        _parameters = new ParameterReader(docs, _comments, _text, findings);
    }

    public CmdletHelp Read(Cmdlet cmdlet)
    {
        var comment = _comments.Comment(cmdlet.Type, cmdlet.Name);
        var summary = _text.Paragraphs(comment?.Element("summary"), cmdlet.Name);
        if (summary.Count == 0)
            _findings.Add(Finding.NoSummary(cmdlet.Name));

        var description = _text.Paragraphs(comment?.Element("remarks"), cmdlet.Name);
        var examples = Examples(cmdlet, comment);
        var links = Links(cmdlet, comment);
        var parameters = cmdlet.Parameters.ToDictionary(p => p.Name, p => _parameters.Read(cmdlet, p));
        var standard = ShouldProcessHelp.Of(cmdlet);
        var syntax = SyntaxOrder.Of(cmdlet).Select(set => (IReadOnlyList<ParameterHelp>)
        [
            .. set.Select(member => parameters[member.Parameter.Name] with { Binding = member.Binding }),
            .. standard,
        ]);

        return new CmdletHelp(
            cmdlet.Verb, cmdlet.Noun, string.Join(" ", summary), description.Count > 0 ? description : summary,
            [.. syntax],
            // Alphabetical, as Microsoft's help has it: who asks for -Full looks one parameter up.
            [.. parameters.Values.OrderBy(parameter => parameter.Name, StringComparer.Ordinal), .. standard.Reverse()],
            PipelineHelp.Inputs(cmdlet, [.. parameters.Values]),
            PipelineHelp.Outputs(cmdlet, SummaryOf),
            examples, links);

        IReadOnlyList<string> SummaryOf(Type type) =>
            _text.Paragraphs(_docs.Find(DocId.Of(type))?.Element("summary"), cmdlet.Name);
    }

    private List<Example> Examples(Cmdlet cmdlet, XElement? comment)
    {
        var elements = comment?.Elements("example").ToList() ?? [];
        if (elements.Count == 0)
            _findings.Add(Finding.NoExample(cmdlet.Name));

        var examples = new List<Example>();
        for (var i = 0; i < elements.Count; i++)
            if (Example.Read(elements[i], _text, $"{cmdlet.Name} example {i + 1}") is { } example)
                examples.Add(example);
            else
                _findings.Add(Finding.ExampleWithoutCode(cmdlet.Name, i + 1));
        return examples;
    }

    private List<Link> Links(Cmdlet cmdlet, XElement? comment)
    {
        var links = new List<Link>();
        if (cmdlet.HelpUri is { } uri)
            links.Add(new Link("Online Version:", uri));
        foreach (var element in comment?.Elements("seealso") ?? [])
        {
            if (element.Attribute("cref")?.Value is { } cref && !CrefNames.IsKnown(cref))
                _findings.Add(Finding.UnknownCref(cmdlet.Name, cref));
            if (Link.Read(element, _names) is { } link)
                links.Add(link);
        }

        return links;
    }
}
