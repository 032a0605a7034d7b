namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads what follows the time, in any order: the duration, the zone, the cutoff, the first and last day, exceptions.</summary>
internal static class ClauseReader
{
    private static readonly string[] Vocabulary =
        ["for", "except", "also", "from", "until", "cutoff", "zone", "when", "starting", "excluding", "including", "host", "UTC"];

    public static void Read(TokenReader words, ScheduleDraft draft)
    {
        words.SkipComma();
        while (!words.AtEnd)
        {
            Clause(words, draft);
            words.SkipComma();
        }

        if (draft.Duration is null) throw words.Fault("", "Add 'for 4h', or write the time as 22:00-02:00.", "how long a window lasts");
    }

    private static void Clause(TokenReader words, ScheduleDraft draft)
    {
        var at = words.Position;
        if (words.Take("for", "lasting"))
        {
            if (draft.Duration is not null) throw words.FaultAt(at, "gives a second duration", "Write 22:00-02:00 or 'for 4h', not both.");
            draft.Duration = DurationReader.Read(words, "for 4h");
        }
        else if (words.Take("cutoff"))
        {
            Once(words, at, draft.Cutoff is null, "cutoff");
            draft.Cutoff = DurationReader.Read(words, "cutoff 30m");
        }
        else if (words.Take("from", "starting", "since"))
        {
            Once(words, at, draft.Start is null, "start");
            words.Take("on");
            draft.Start = DateReader.Read(words);
            Bounds(words, at, draft);
        }
        else if (words.Take("until", "till", "through"))
        {
            Once(words, at, draft.Until is null, "end");
            draft.Until = Moment(words, TimeSpan.FromDays(1));
            Bounds(words, at, draft);
        }
        else if (words.Take("except", "excluding"))
        {
            words.Take("on");
            ExceptReader.Read(words, draft);
        }
        else if (words.Take("also", "plus", "including"))
        {
            words.Take("on");
            Also(words, draft);
        }
        else if (words.Take("when"))
        {
            When(words, draft);
        }
        else
        {
            Zone(words, draft);
        }
    }

    private static void Once(TokenReader words, int at, bool isFirst, string what)
    {
        if (!isFirst) throw words.FaultAt(at, $"gives a second {what}", "Write one.");
    }

    // "2026-12-18 until 2027-01-04" means the days between to everyone, and would be the first of them alone.
    private static void Bounds(TokenReader words, int at, ScheduleDraft draft)
    {
        if (draft is { IsWholeDays: true, Rule: null })
            throw words.FaultOf(at, words.Position, "cannot follow single days", "Give a freeze of several days its dates as \"from\" and \"to\", without a text.");
    }

    private static void Also(TokenReader words, ScheduleDraft draft)
    {
        do
        {
            var at = words.Position;
            var date = Moment(words, draft.Times[0], out var hasTime);
            if (hasTime && draft.IsWholeDays) throw words.FaultOf(at, words.Position, "has a time, and the text is one of whole days", $"Write the date alone: {MomentText.FormatDate(date)}.");
            if (!hasTime && draft.Times.Count > 1)
                throw words.FaultOf(at, words.Position, "does not say at which of the times", $"Write {MomentText.FormatDate(date)}T{draft.Times[0]:hh\\:mm}, for instance.");
            draft.Also.Add(date);
        }
        while (words.TakeComma(by => DateReader.Begins(words, by)));
    }

    private static DateTime Moment(TokenReader words, TimeSpan midnight) => Moment(words, midnight, out _);

    // In a schedule midnight stands for a date alone: it can be meant only where it comes to the same.
    private static DateTime Moment(TokenReader words, TimeSpan midnight, out bool hasTime)
    {
        var at = words.Position;
        (var moment, hasTime) = DateReader.ReadMoment(words);
        return hasTime && moment.TimeOfDay == TimeSpan.Zero && midnight != TimeSpan.Zero
            ? throw words.FaultAt(at, "is a midnight, which would be read as the date alone", $"Write {MomentText.FormatDate(moment)}T00:01, or {MomentText.FormatDate(moment.AddDays(-1))}T23:59.")
            : moment;
    }

    private static void When(TokenReader words, ScheduleDraft draft)
    {
        const string suggestion = "Write 'when skipped shift', 'skip' or 'gapEnd', and 'when ambiguous earlier' or 'later'.";
        if (words.Take("skipped"))
            draft.WhenSkipped = Choice<SkippedTime>(words, suggestion);
        else if (words.Take("ambiguous"))
            draft.WhenAmbiguous = Choice<AmbiguousTime>(words, suggestion);
        else
            throw words.Fault("is neither 'skipped' nor 'ambiguous'", suggestion, "'skipped' or 'ambiguous'", ["skipped", "ambiguous"]);
    }

    private static T Choice<T>(TokenReader words, string suggestion)
        where T : struct, Enum
    {
        var names = Enum.GetNames(typeof(T));
        if (Array.Find(names, n => words.Is(n)) is not { } name) throw words.Fault("is none of " + string.Join(", ", names), suggestion, string.Join(" or ", names), names);
        words.Position++;
        return (T)Enum.Parse(typeof(T), name);
    }

    private static void Zone(TokenReader words, ScheduleDraft draft)
    {
        var at = words.Position;
        if (words.IsAnyOf(0, "+", "-"))
        {
            throw words.IsKind(TokenKind.Time, 1)
                ? words.FaultOf(at, at + 2, "is an offset from UTC, and no place whose clock is meant", "Write a zone, such as Europe/Oslo.")
                : words.FaultOf(at, Math.Min(at + words.Joined(at), at + 3), "stands in the wrong place", "Write the offset before the time: 2nd Tue +3d 22:00 for 4h.");
        }

        if (DurationReader.Begins(words)) throw words.FaultOf(at, at + 2, "is a duration, and 'for' is missing before it", $"Write '{words.Replaced(at, at, "for ")}'.");
        if (TimeReader.Begins(words)) throw words.Fault("is a second time", "Divide several by commas: 'Sat 02:00,14:00 for 1h'.");
        var isExact = words.Take("zone");
        if (!isExact) words.Take("in");
        if (draft.TimeZone is { } first) throw words.FaultAt(at, $"is one word too many after the zone {first}");
        if (!isExact && (WeekdayReader.Begins(words) || MonthDayReader.Begins(words) || words.IsAnyOf(0, "daily", "weekly", "monthly", "yearly", "every")) && !words.Is(".", 1))
            throw words.Fault("stands after the time", "Write all of the days before it: 'Sat,Sun 22:00 for 4h'. What has another time is another schedule.");
        draft.TimeZone = ZoneReader.Read(words, isExact, Vocabulary);
    }
}
