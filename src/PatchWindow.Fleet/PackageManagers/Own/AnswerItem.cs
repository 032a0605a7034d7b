namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>
/// One object of an answer: of a command a line, of a script what it wrote. Values are text, bool, long, double, DateTimeOffset, a list
/// of values, or null; everything else is what it is called.
/// </summary>
/// <param name="Place">Where it stands, such as <c>Line 3</c>.</param>
/// <param name="Shown">How it looks, for messages.</param>
/// <param name="Values">Its values by their words; null where it is no object.</param>
/// <param name="Fault">Why it is none.</param>
internal sealed record AnswerItem(string Place, string Shown, IReadOnlyDictionary<string, object?>? Values, string Fault = "")
{
    /// <summary>Whether letter case makes no difference in its words, as in PowerShell.</summary>
    public bool IgnoresCase { get; init; }
}
