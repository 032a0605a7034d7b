using System.Globalization;
using NodaTime;

namespace PatchWindow.Core.Conversions;

/// <summary>How a token of Configuration Manager recurs; the numbers are those of its three bits.</summary>
internal enum TokenRecurrence
{
    None = 1,
    Interval = 2,
    Weekly = 3,
    MonthlyByWeekday = 4,
    MonthlyByDate = 5,
}

/// <summary>
/// One schedule token of Configuration Manager: 64 bits, written as 16 hexadecimal digits. The layout is that of
/// https://learn.microsoft.com/mem/configmgr/develop/reference/core/servers/configure/readfromstring-method-in-class-sms_schedulemethods,
/// the meaning of the numbers that of the SMS_ST_* classes beside it:
/// <code>
///   first half    minute 6 · hour 5 · day 5 · month 4 · year since 1970 6 · minutes of duration 6
///   second half   hours of duration 5 · days of duration 5 · recurrence 3 · … 18 · UTC 1
///     interval    minutes 6 · hours 5 · days 5
///     weekly      weekday 3 (Sunday is 1) · weeks 3
///     by weekday  weekday 3 · months 4 · which 3 (0 is the last)
///     by date     day 5 (0 is the last) · months 4
/// </code>
/// </summary>
internal sealed record ScheduleToken
{
    public const int Digits = 16;

    public const int FirstYear = 1970;

    public const int LastYear = FirstYear + 63;

    public LocalDateTime Start { get; init; }

    public TimeSpan Duration { get; init; }

    public TokenRecurrence Recurrence { get; init; }

    /// <summary>Whether it goes by UTC, and not by each client's own clock.</summary>
    public bool IsUtc { get; init; }

    /// <summary>Minutes, hours and days of an interval; one of them is not zero.</summary>
    public (int Minutes, int Hours, int Days) Every { get; init; }

    public IsoDayOfWeek Weekday { get; init; }

    /// <summary>Every how many weeks or months.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>Which of the weekdays in the month, or which day; 0 is the last.</summary>
    public int Which { get; init; }

    /// <summary>The token of 16 digits; a fault that quotes it where it is none.</summary>
    public static ScheduleToken Read(string digits)
    {
        if (!ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            var wrong = digits.First(c => !Uri.IsHexDigit(c));
            throw new FormatFault($"'{digits}' has '{wrong}', which is no hexadecimal digit.", "A token is 16 digits of 0-9 and A-F, such as 02C159C0381A2000.");
        }

        var left = 64;
        int Take(int count)
        {
            left -= count;
            return (int)((bits >> left) & ((1UL << count) - 1));
        }

        var (minute, hour, day, month, year, minutes) = (Take(6), Take(5), Take(5), Take(4), FirstYear + Take(6), Take(6));
        if (minute > 59 || hour > 23 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
            throw new FormatFault($"'{digits}' begins at {year}-{month:00}-{day:00} {hour:00}:{minute:00}, which is no time.");
        var (hours, days, kind) = (Take(5), Take(5), Take(3));
        if (kind is < 1 or > 5) throw new FormatFault($"'{digits}' has the recurrence {kind}, which goes from 1 to 5.");
        var token = new ScheduleToken
        {
            Start = new LocalDateTime(year, month, day, hour, minute),
            Duration = new TimeSpan(days, hours, minutes, 0),
            Recurrence = (TokenRecurrence)kind,
            IsUtc = (bits & 1) == 1,
        };
        token = token.Recurrence switch
        {
            TokenRecurrence.Interval => token with { Every = (Take(6), Take(5), Take(5)) },
            TokenRecurrence.Weekly => token with { Weekday = ToWeekday(Take(3), digits), Interval = Take(3) },
            TokenRecurrence.MonthlyByWeekday => token with { Weekday = ToWeekday(Take(3), digits), Interval = Take(4), Which = Take(3) },
            TokenRecurrence.MonthlyByDate => token with { Which = Take(5), Interval = Take(4) },
            _ => token,
        };
        token.Check(digits);

        // A bit nobody has told the meaning of may be one that moves the window.
        return Take(left - 1) == 0 ? token : throw new FormatFault($"'{digits}' has bits whose meaning is not documented, and may mean other days.");
    }

    /// <summary>The 16 digits.</summary>
    public override string ToString()
    {
        ulong bits = 0;
        var left = 64;
        void Put(int number, int count)
        {
            left -= count;
            bits |= (ulong)number << left;
        }

        Put(Start.Minute, 6);
        Put(Start.Hour, 5);
        Put(Start.Day, 5);
        Put(Start.Month, 4);
        Put(Start.Year - FirstYear, 6);
        Put(Duration.Minutes, 6);
        Put(Duration.Hours, 5);
        Put(Duration.Days, 5);
        Put((int)Recurrence, 3);
        switch (Recurrence)
        {
            case TokenRecurrence.Interval:
                Put(Every.Minutes, 6);
                Put(Every.Hours, 5);
                Put(Every.Days, 5);
                break;
            case TokenRecurrence.Weekly:
                Put(((int)Weekday % 7) + 1, 3);
                Put(Interval, 3);
                break;
            case TokenRecurrence.MonthlyByWeekday:
                Put(((int)Weekday % 7) + 1, 3);
                Put(Interval, 4);
                Put(Which, 3);
                break;
            case TokenRecurrence.MonthlyByDate:
                Put(Which, 5);
                Put(Interval, 4);
                break;
        }

        return (bits | (IsUtc ? 1UL : 0)).ToString("X16", CultureInfo.InvariantCulture);
    }

    private static IsoDayOfWeek ToWeekday(int number, string digits) => number == 0
        ? throw new FormatFault($"'{digits}' has the weekday 0, which goes from 1 (Sunday) to 7.")
        : number == 1 ? IsoDayOfWeek.Sunday : (IsoDayOfWeek)(number - 1);

    private void Check(string digits)
    {
        var parts = new[] { Every.Minutes, Every.Hours, Every.Days }.Count(n => n > 0);
        if (Recurrence == TokenRecurrence.Interval && parts != 1)
            throw new FormatFault($"'{digits}' recurs every {Every.Days} days, {Every.Hours} hours and {Every.Minutes} minutes, and one of them alone must be given.");
        if (Interval == 0) throw new FormatFault($"'{digits}' recurs every 0 {(Recurrence == TokenRecurrence.Weekly ? "weeks" : "months")}.");
        if (Recurrence == TokenRecurrence.MonthlyByWeekday && Which > 4) throw new FormatFault($"'{digits}' asks for weekday number {Which} of a month, which goes from 1 to 4, or 0 for the last.");
    }
}
