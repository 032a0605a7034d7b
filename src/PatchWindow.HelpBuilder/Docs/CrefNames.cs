using PatchWindow.HelpBuilder.Cmdlets;

namespace PatchWindow.HelpBuilder.Docs;

/// <summary>
/// What a cref is called at a prompt: a cmdlet class by its cmdlet's name, a parameter by its dash and name.
/// </summary>
internal sealed class CrefNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public CrefNames(CmdletAssembly assembly)
    {
        foreach (var cmdlet in assembly.Cmdlets)
        {
            _names[DocId.Of(cmdlet.Type)] = cmdlet.Name;
            foreach (var parameter in cmdlet.Parameters)
                _names[DocId.Of(parameter.Property)] = "-" + parameter.Name;
        }
    }

    /// <summary>The compiler marks what it cannot resolve with <c>!:</c>.</summary>
    public static bool IsKnown(string cref) => cref.Length > 2 && cref[1] == ':' && cref[0] != '!';

    public string Of(string cref)
    {
        if (_names.TryGetValue(cref, out var name))
            return name;
        var path = (IsKnown(cref) || cref.StartsWith("!:", StringComparison.Ordinal) ? cref[2..] : cref).Split('(')[0];
        return path[(path.LastIndexOf('.') + 1)..].Split('`')[0];
    }
}
