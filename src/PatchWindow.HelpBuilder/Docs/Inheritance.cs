using System.Reflection;
using System.Xml.Linq;

namespace PatchWindow.HelpBuilder.Docs;

/// <summary>
/// Follows <c>&lt;inheritdoc/&gt;</c>, which the compiler copies into the file unresolved. What a comment says itself
/// stays; only the elements it lacks come from the inherited one.
/// </summary>
internal sealed class Inheritance(DocFiles docs, ICollection<Finding> findings)
{
    private static readonly BindingFlags Members =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public XElement? Comment(Type type, string owner) =>
        Resolve(docs.Find(DocId.Of(type)), owner, Ancestors(type).Select(DocId.Of));

    /// <summary>
    /// An override that says nothing speaks through the property it overrides, as IntelliSense shows it.
    /// </summary>
    public XElement? Comment(PropertyInfo property, string owner)
    {
        var inherited = Ancestors(property.DeclaringType!)
            .Select(type => type.GetProperty(property.Name, Members)).OfType<PropertyInfo>().Select(DocId.Of).ToList();
        return docs.Find(DocId.Of(property)) is { } own
            ? Resolve(own, owner, inherited)
            : inherited.Select(docs.Find).FirstOrDefault(comment => comment is not null);
    }

    private XElement? Resolve(XElement? comment, string owner, IEnumerable<string> inherited, int depth = 0)
    {
        if (comment?.Element("inheritdoc") is not { } inherit)
            return comment;

        var ids = inherit.Attribute("cref") is { } cref ? [cref.Value] : inherited.ToList();
        // The depth guards against comments that inherit from themselves.
        var source = ids.Select(docs.Find).FirstOrDefault(found => found is not null);
        if (source is null || depth > 8)
        {
            findings.Add(Finding.NothingToInherit(owner));
            return comment;
        }

        var resolved = Resolve(source, owner, ids.SkipWhile(id => docs.Find(id) != source).Skip(1), depth + 1)!;
        var own = comment.Elements().Where(element => element != inherit).ToList();
        var names = own.Select(element => element.Name).ToHashSet();
        return new XElement("member", own, resolved.Elements().Where(element => !names.Contains(element.Name)));
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
        foreach (var contract in type.GetInterfaces())
            yield return contract;
    }
}
