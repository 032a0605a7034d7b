using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads on which days windows open: what stands before the time, and the offset.</summary>
internal static class DayReader
{
    private const string Examples = "Begin with daily, Sat, Mon,Wed, weekdays, 2nd Tue, last business day, day 15, every 2 weeks Wed, or a date such as 2026-12-05.";

    public static void Read(TokenReader words, ScheduleDraft draft)
    {
        words.Take("on");
        words.Take("the");
        if (Relative(words, draft)) return;
        if (words.IsKind(TokenKind.Date) || words.IsKind(TokenKind.Slashed) || DateReader.DayAndMonth(words) is not null)
        {
            do draft.Dates.Add(DateReader.Read(words));
            while (words.TakeComma(by => DateReader.Begins(words, by)));
        }
        else
        {
            draft.Rule = Days(words);
        }

        words.SkipComma();
        if (words.IsAnyOf(0, "+", "-", "plus", "minus"))
        {
            if (draft.Rule is null) throw words.Fault("cannot follow a date", "Write the date that is meant.");
            draft.Offset = OffsetReader.ReadSigned(words);
            words.SkipComma();
        }
    }

    // "3 days after 2nd Tue" and "Fri after 2nd Tue" are the same as "2nd Tue +3d".
    private static bool Relative(TokenReader words, ScheduleDraft draft)
    {
        var from = words.Position;
        if (DayNames.Weekday(words.Ahead()) is { } weekday && words.IsAnyOf(1, "after", "before"))
        {
            var after = words.Is("after", 1);
            words.Position += 2;
            draft.Rule = Base(words, from);
            var days = draft.Rule.ByDay.Select(d => d.Day).Distinct().ToArray();
            if (draft.Rule.BySetPos.Count > 0 || draft.Rule.ByMonthDay.Count > 0 || days.Length != 1 || draft.Rule.ByDay[0].Ordinal == 0)
                throw words.FaultOf(from, words.Position, "is not a fixed number of days after or before", "Write 'Fri after 2nd Tue', or the days as an offset: 'last business day +3d'.");
            var distance = (weekday - days[0] + 7) % 7;
            draft.Offset = after
                ? FormattableString.Invariant($"P{(distance == 0 ? 7 : distance)}D")
                : FormattableString.Invariant($"-P{7 - distance}D");
        }
        else if (OffsetReader.TryReadAmount(words) is { } amount)
        {
            var sign = words.Take("after") ? "" : "-";
            if (sign.Length > 0) words.Position++;
            draft.Rule = Base(words, from);
            draft.Offset = sign + amount;
        }
        else
        {
            return false;
        }

        return words.IsAnyOf(0, "+", "-", "plus", "minus") ? throw words.Fault("gives a second offset", "Write one: 2nd Tue +1d12h.") : true;
    }

    private static RecurrenceRule Base(TokenReader words, int from)
    {
        words.Take("the");
        return words.IsKind(TokenKind.Date) || words.IsKind(TokenKind.Slashed)
            ? throw words.FaultOf(from, words.Position + 1, "counts from a date", "Write the date that is meant.")
            : Days(words);
    }

    private static RecurrenceRule Days(TokenReader words)
    {
        var from = words.Position;
        var period = PeriodReader.Read(words);
        var days = words.Position;
        var rule = Limited(words, period is null ? WithoutPeriod(words) : Within(words, period));
        if (rule.Interval > 1) CheckQuarter(words, from, from, days, days, words.Position, rule);
        if (!words.IsAnyOf(0, "every", "each", "weekly", "fortnightly", "monthly", "quarterly") || rule.Interval > 1) return rule;

        // "Wed every 2 weeks" says it the other way round.
        var at = words.Position;
        if (PeriodReader.Read(words) is not { } later || later.Frequency != rule.Frequency)
            throw words.FaultOf(at, Math.Max(at + 1, words.Position), "does not fit the days before it", "Write 'every 2 weeks Wed' or 'every 3 months 1st Sun'.");
        CheckQuarter(words, from, at, words.Position, from, at, rule with { Interval = later.Interval });
        return Limited(words, rule with { Interval = later.Interval });
    }

    // The last day of a quarter is in March; the last days of every third month begin in January.
    private static void CheckQuarter(TokenReader words, int from, int period, int periodEnd, int days, int daysEnd, RecurrenceRule rule)
    {
        var isQuarter = Enumerable.Range(period, periodEnd - period).Any(p => words.IsAnyOf(p - words.Position, "quarterly", "quarter", "quarters"));
        if (!isQuarter || rule.ByMonth.Count > 0 || !rule.ByDay.Select(d => d.Ordinal).Concat(rule.ByMonthDay).Concat(rule.BySetPos).Any(n => n < 0)) return;
        var counted = words.Between(days, daysEnd);
        throw words.Ambiguous(
            from, words.Position, "is counted from the end of a quarter to some, and in each third month from January to others",
            $"{counted} in Mar,Jun,Sep,Dec", FormattableString.Invariant($"every {rule.Interval} months {counted}"));
    }

    private static RecurrenceRule Limited(TokenReader words, RecurrenceRule rule)
    {
        var from = words.Position;
        var months = MonthReader.ReadLimit(words);
        if (months.Count > 0) return rule with { ByMonth = months };
        return words.Position > from && rule.Frequency < Frequency.Monthly
            ? throw words.FaultOf(from, words.Position, "needs a number before the weekday", "Write '2nd Tue' for one of each month, or leave it out.")
            : rule;
    }

    private static RecurrenceRule Within(TokenReader words, RecurrenceRule period)
    {
        words.Take("on");
        words.Take("the");
        switch (period.Frequency)
        {
            case Frequency.Daily:
                return period;
            case Frequency.Weekly:
                return WeekdayReader.Read(words) is { } weekdays
                    ? Weekly(weekdays, period.Interval)
                    : throw words.Fault("is not a weekday", "Name the weekday: 'weekly Sat', 'every 2 weeks Wed'.", "a weekday", DayNames.WeekdayNames);
            case Frequency.Yearly:
                return Yearly(words, period);
            default:
                return MonthDayReader.Read(words, period);
        }
    }

    private static RecurrenceRule Yearly(TokenReader words, RecurrenceRule period)
    {
        var from = words.Position;
        if (DateReader.DayAndMonth(words) is { } date)
        {
            words.Position += date.Words;
            return date.Day >= 1 && date.Day <= DateTime.DaysInMonth(2000, date.Month)
                ? period with { ByMonth = [date.Month], ByMonthDay = [date.Day] }
                : throw words.FaultOf(from, words.Position, "is no day of a year", "That month has fewer days.");
        }

        var rule = MonthDayReader.Read(words, period);
        var months = MonthReader.ReadLimit(words);
        if (months.Count == 0) throw words.Fault("stands where the month should", "Write 'yearly 24 Dec' or 'yearly 2nd Tue in Jan'.", "the month, such as 'in Jan',");
        return months.Count > 1 && rule.BySetPos.Count > 0
            ? throw words.FaultOf(from, words.Position, "counts within one month of the year", "Name one month, or leave 'yearly' out.")
            : rule with { ByMonth = months };
    }

    private static RecurrenceRule WithoutPeriod(TokenReader words)
    {
        if (MonthDayReader.Begins(words)) return MonthDayReader.Read(words, new RecurrenceRule { Frequency = Frequency.Monthly });
        if (WeekdayReader.Read(words) is { } weekdays) return Weekly(weekdays, 1);
        if (words.AtEnd) throw words.Fault("", Examples, "a day");
        var next = words.Ahead()!.Value;
        var at = words.Position;
        throw next switch
        {
            { Kind: TokenKind.Time } => words.Fault("is a time, and the days stand before it", $"Write 'daily {next.Word} for 4h' or 'Sat {next.Word} for 4h'."),
            { Kind: TokenKind.Path } when SeveralOf(next) is { } several => words.Fault("is not a day", $"Divide weekdays by commas: {several}."),
            { Kind: TokenKind.Number } when DayNames.Weekday(words.Ahead(1)) is not null =>
                words.Fault("is a number, and no ordinal", $"Write '{words.Replaced(at, at + 1, Ordinal(next))}'."),
            { Kind: TokenKind.Number } when words.IsAnyOf(1, "day", "days", "week", "weeks", "month", "months", "year", "years") =>
                words.Fault("is a number without 'every' before it", $"Write '{words.Replaced(at, at + 1, "every " + next.Word)}'."),
            { Kind: TokenKind.Number } => words.Fault("is a number, and not a day", $"For a day of the month write 'day {next.Word}'."),
            _ when next.IsAnyOf("at", "@", "for", "from", "until", "except", "noon", "midnight") =>
                words.Fault("stands before the days", "Write the days first, and then the time: 'daily 02:00 for 1h except Fri'."),
            _ when next.IsAnyOf("FREQ", "RRULE") => words.Fault("begins a recurrence rule", "Give it as -RRule, or \"rrule\", with the time and the duration beside it."),
            _ when DayNames.Month(next) is not null => words.Fault("is a month, and not a day", $"Write 'day 1 in {next.Word}' or '1st Sun in {next.Word}', for instance."),
            _ => words.Fault("is not a day", Examples, near: DayNames.Beginnings),
        };
    }

    private static string Ordinal(Token number) => number.Word.Length < 3 && int.TryParse(number.Word, out var n) && n > 0 ? OrdinalText.Format(n) : "2nd";

    private static string? SeveralOf(Token path)
    {
        string[] parts = path.Word.Split('/');
        return Array.TrueForAll(parts, p => DayNames.Weekday(new Token(TokenKind.Word, p, 0)) is not null) ? string.Join(",", parts) : null;
    }

    private static RecurrenceRule Weekly(IReadOnlyList<IsoDayOfWeek> days, int interval) => new()
    {
        Frequency = Frequency.Weekly, Interval = interval, ByDay = [.. days.Select(d => new WeekdayOrdinal(0, d))],
    };
}
