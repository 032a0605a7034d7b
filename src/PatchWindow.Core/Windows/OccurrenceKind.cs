namespace PatchWindow.Core.Windows;

/// <summary>What the occurrences of a schedule are, as far as rules for schedules differ.</summary>
/// <param name="Noun">Its word in messages.</param>
/// <param name="Longest">The most that one may last.</param>
/// <param name="MayBeDays">Whether a schedule that says no time of day means whole days.</param>
internal sealed record OccurrenceKind(string Noun, TimeSpan Longest, bool MayBeDays)
{
    /// <summary>A window. Nobody means midnight by leaving out at what time machines may be taken down.</summary>
    public static OccurrenceKind Window { get; } = new("window", TimeSpan.FromDays(31), MayBeDays: false);

    /// <summary>Frozen time. A change freeze of a quarter stands in a calendar as one event.</summary>
    public static OccurrenceKind Freeze { get; } = new("freeze", TimeSpan.FromDays(366), MayBeDays: true);
}
