using PatchWindow.Core.Windows;

namespace PatchWindow.Fleet.Configuration;

/// <summary>What a schedule's text says, which nobody has written as words of their own.</summary>
/// <param name="Place">Where the text stands.</param>
/// <param name="Schedule">The schedule as the text and what stands beside it make it.</param>
internal sealed record Said(string Place, Schedule Schedule)
{
    /// <summary>What the text of an item says; null where it has none, or one that cannot be read.</summary>
    public static Said? By(object item, string place) =>
        item is Schedule { Text: not null } schedule && ScheduleCompiler.Compile(schedule, null, new List<Finding>()) is { } compiled
            ? new Said(place + ":text", compiled.Source)
            : null;

    /// <summary>What it says of a word; null where it says nothing else than holds without it.</summary>
    public string? Of(SettingWord word, object? unwritten)
    {
        var text = word.TextOf(word.ValueOf(Schedule));
        return text == word.TextOf(unwritten) ? null : text;
    }
}
