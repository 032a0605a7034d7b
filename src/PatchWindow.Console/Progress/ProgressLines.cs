using System.Globalization;
using System.Management.Automation;

namespace PatchWindow.Console;

/// <summary>Activities to lines of text that fit the terminal.</summary>
internal static class ProgressLines
{
    private const int WideBar = 20;
    private const int NarrowBar = 10;

    public static IReadOnlyList<string> Render(ProgressTree tree, int width, int maximumRows)
    {
        var lines = new List<string>();
        foreach (var (depth, record) in tree.InOrder())
        {
            var indent = new string(' ', Math.Min(depth * 2, width / 4));
            lines.Add(indent + Activity(record, width - indent.Length));
            if (!string.IsNullOrWhiteSpace(record.CurrentOperation))
                lines.Add(CellWidth.Cut(indent + "  " + Printable(record.CurrentOperation), width));
        }

        if (lines.Count <= maximumRows)
            return lines;
        var shown = Math.Max(0, maximumRows - 1);
        return [.. lines.Take(shown), CellWidth.Cut($"... and {lines.Count - shown} more", width)];
    }

    private static string Activity(ProgressRecord record, int width)
    {
        var text = Printable(record.Activity);
        if (!string.IsNullOrWhiteSpace(record.StatusDescription))
            text += ": " + Printable(record.StatusDescription);

        var tail = Tail(record, width >= 60 ? WideBar : NarrowBar);
        // A bar that leaves no room for what it measures says nothing.
        if (tail.Length == 0 || width < tail.Length + 12)
            return CellWidth.Cut(text, width);
        return CellWidth.Cut(text, width - tail.Length - 1) + " " + tail;
    }

    private static string Tail(ProgressRecord record, int barWidth)
    {
        var tail = "";
        if (record.PercentComplete >= 0)
        {
            var percent = Math.Min(record.PercentComplete, 100);
            var filled = percent * barWidth / 100;
            tail = $"[{new string('#', filled)}{new string(' ', barWidth - filled)}] {percent,3}%";
        }

        if (record.SecondsRemaining >= 0)
            tail += (tail.Length > 0 ? " " : "") + Left(TimeSpan.FromSeconds(record.SecondsRemaining));
        return tail;
    }

    private static string Left(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00} left")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00} left");

    // Statuses quote hosts and packages; a newline or an escape sequence in one must not move the cursor.
    private static string Printable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
