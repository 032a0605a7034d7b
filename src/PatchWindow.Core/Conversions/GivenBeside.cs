using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>What somebody gives beside a text that was read: it wins over what the text says, the times in its rules too.</summary>
public static class GivenBeside
{
    /// <summary>The schedule with what is given; null is not given.</summary>
    public static Schedule Apply(Schedule read, TimeSpan? duration, string? timeZone, TimeSpan? at, DateTime? start)
    {
        // A text that people type is read again with what stands beside it, so that it does not go on saying something else.
        if (read.Text is { } text)
            return new Schedule { Name = read.Name, Text = text, Duration = duration ?? TimeSpan.Zero, TimeZone = timeZone, At = at, Start = start };
        read.Duration = duration ?? read.Duration;
        read.TimeZone = timeZone ?? read.TimeZone;
        read.Start = start ?? read.Start;
        if (at is null) return read;
        read.Include = [.. read.Include.Select(i => i.TimeOfDay == read.At ? i.Date : i)];
        (read.At, read.RRule) = (at, WithoutTimes(read.RRule));
        return read;
    }

    private static string? WithoutTimes(string? text)
    {
        if (text is null || !RecurrenceRuleParser.ParseAll(text).TryGet(out var rules, out _)) return text;
        return string.Join("\n", rules.Select(r => (r.Frequency < Frequency.Daily ? r : RuleDays.WithoutTime(r)).ToString()).Distinct());
    }
}
