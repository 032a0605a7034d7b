namespace PatchWindow.Core.Tests.Windows.Text;

/// <summary>Texts with a ^ before the word that is wrong, as a table of cases writes them.</summary>
internal static class Refusals
{
    public static string Text(string marked) => marked.Replace("^", "");

    /// <summary>What is said about it and at which character, above the text and a caret below the word.</summary>
    public static string Message(string marked, string reason)
    {
        var at = marked.IndexOf("^", StringComparison.Ordinal);
        var place = at == marked.Length - 1 ? "its end" : $"character {at + 1}";
        return $"The schedule cannot be read at {place}: {reason}\n  {Text(marked)}\n  {new string(' ', at)}^";
    }

    public static string[] Split(string readings) => readings.Split([" | "], StringSplitOptions.None);
}
