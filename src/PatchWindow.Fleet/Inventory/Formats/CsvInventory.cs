using PatchWindow.Core.Text;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>
/// A table with a header (RFC 4180): <c>name</c>, and where they are told <c>address</c>, <c>transport</c>, <c>user</c>,
/// <c>timeZone</c> and <c>packageManager</c>; every other column is a tag. Values are separated by commas, semicolons or tabs, as the header shows.
/// </summary>
internal sealed class CsvInventory : IInventoryFormat
{
    private static readonly string[] Words = ["name", "address", "transport", "user", "timeZone", "packageManager"];

    public string Name => "Csv";

    public bool Names(string fileName) => InventoryFormats.EndsWith(fileName, ".csv", ".tsv");

    public IEnumerable<ListedHost> Read(InventoryFile file)
    {
        var rows = new CsvRows(file.Text);
        var header = rows.Next();
        if (header is null)
        {
            file.Fault(file.Path, rows.Fault is null ? "InventoryEmpty" : "InventoryInvalid", $"The inventory '{file.Path}' {rows.Fault ?? "is empty"}.",
                "Its first line names the columns: name,address,env,role.");
            yield break;
        }

        if (Columns(file, header, rows.Line) is not { } columns) yield break;
        while (rows.Next() is { } row)
        {
            if (row.TrueForAll(c => c.Length == 0)) continue;
            if (HostOf(file, columns, row, rows.Line) is { } host) yield return host;
        }

        if (rows.Fault is { } fault)
            file.Fault(file.At(rows.Line), "InventoryInvalid", $"The inventory cannot be read from here on: it {fault}.", "A quote within quotes is written twice.");
    }

    // The columns' names; an empty one for a column that is passed over. Null where no host can be told.
    private static string[]? Columns(InventoryFile file, List<string> header, int line)
    {
        var place = file.At(line);
        foreach (var twice in header.Where(h => h.Length > 0).GroupBy(h => h, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            file.Fault(place, "InventoryColumnTwice", $"There are two columns '{twice.Key}'.", "Rename one of the two.");
            return null;
        }

        if (header.Contains("name", StringComparer.OrdinalIgnoreCase))
            return [.. header.Select(h => h.Length > 0 && file.IsSecret(h, place) ? "" : h)];
        file.Fault(place, "InventoryColumnMissing", $"There is no column 'name': the first line has {string.Join(", ", header.Take(20).Select(h => $"'{Shown(h)}'"))}."
            + NearestWord.Question(NearestWord.To("name", header.Where(h => h.Length is > 0 and < 20))), "The first line names the columns: name,address,env,role.");
        return null;
    }

    private static ListedHost? HostOf(InventoryFile file, string[] columns, List<string> row, int line)
    {
        var place = file.At(line);
        var name = row.Skip(Array.FindIndex(columns, c => IsWord(c, 0))).FirstOrDefault() ?? "";
        if (name.Length == 0)
        {
            file.Fault(place, "SettingMissing", "'name' is missing.");
            return null;
        }

        var host = new ListedHost(name, place);
        if (row.Count != columns.Length)
        {
            file.FaultOfHosts(place, "InventoryInvalid", $"The line of '{Shown(name)}' has {row.Count} values, and the first line names {columns.Length} columns.",
                "A value with a separator in it stands in double quotes.", name);
            host.IsFaulty = true;
            return host;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (row[i].Length == 0 || columns[i].Length == 0) continue;
            if (IsWord(columns[i], 1)) host.Address = row[i];
            else if (IsWord(columns[i], 2)) host.Transport = row[i];
            else if (IsWord(columns[i], 3)) host.User = row[i];
            else if (IsWord(columns[i], 4)) host.TimeZone = row[i];
            else if (IsWord(columns[i], 5)) host.PackageManager = row[i];
            else if (!IsWord(columns[i], 0)) host.Tags[columns[i]] = row[i];
        }

        return host;
    }

    private static bool IsWord(string column, int word) => string.Equals(column, Words[word], StringComparison.OrdinalIgnoreCase);

    private static string Shown(string text) => text.Length <= 60 ? text : text.Substring(0, 60) + "…";
}
