using System.Globalization;

namespace PatchWindow.Fleet.Store;

/// <summary>The numbered SQL files of one kind of database. The same number makes the same tables on each kind.</summary>
/// <param name="folder">The name of their folder.</param>
internal sealed class StoreMigrations(string folder)
{
    private readonly List<(int Number, string Sql)> all = Embedded(folder);

    /// <summary>The number of the last one that this version knows.</summary>
    public int Newest => all[all.Count - 1].Number;

    /// <summary>Those after a number, in order.</summary>
    public IEnumerable<(int Number, string Sql)> After(int number) => all.Where(m => m.Number > number);

    private static List<(int Number, string Sql)> Embedded(string folder)
    {
        var (assembly, prefix) = (typeof(StoreMigrations).Assembly, folder + ".");
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && n.EndsWith(".sql", StringComparison.Ordinal))
                .Select(n => (int.Parse(n.Substring(prefix.Length, 4), CultureInfo.InvariantCulture), ReadAll(assembly.GetManifestResourceStream(n)!)))
                .OrderBy(m => m.Item1),
        ];
    }

    private static string ReadAll(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
