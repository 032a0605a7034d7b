using System.Reflection;

namespace PatchWindow.HelpBuilder.Cmdlets;

/// <summary>The module's front assembly, opened to be read and never run.</summary>
internal sealed class CmdletAssembly : IDisposable
{
    private readonly MetadataLoadContext _context;

    private CmdletAssembly(MetadataLoadContext context, Type[] types)
    {
        _context = context;
        Types = types;
        Cmdlets = [.. types.Select(Cmdlet.Read).OfType<Cmdlet>()
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];
    }

    public IReadOnlyList<Type> Types { get; }

    /// <summary>By name, so that the help file is the same whatever order the compiler saw the files in.</summary>
    public IReadOnlyList<Cmdlet> Cmdlets { get; }

    public static CmdletAssembly Open(string path, IReadOnlyList<string> references)
    {
        path = Path.GetFullPath(path);
        var context = new MetadataLoadContext(new FolderResolver(Path.GetDirectoryName(path)!, references));
        try
        {
            return new CmdletAssembly(context, context.LoadFromAssemblyPath(path).GetTypes());
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    public void Dispose() => _context.Dispose();
}
