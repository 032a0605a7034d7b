namespace PatchWindow.Bench.Windows;

/// <summary>A rule that everybody is asked about, counted from 2000-01-01 22:00.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Text">The rule.</param>
internal sealed record Rule(string Name, string Text)
{
    public static readonly DateTime Start = new(2000, 1, 1, 22, 0, 0);

    /// <summary>How many occurrences are expanded, from the start.</summary>
    public const int Occurrences = 1000;

    /// <summary>Where a seek goes to.</summary>
    public static readonly DateTime Far = new(2040, 6, 15);

    /// <summary>What maintenance windows recur by.</summary>
    public static readonly Rule[] Everyday =
    [
        new("daily", "FREQ=DAILY"),
        new("weekly Tue", "FREQ=WEEKLY;BYDAY=TU"),
        new("every 2 weeks Wed", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        new("monthly 2nd Tue", "FREQ=MONTHLY;BYDAY=2TU"),
        new("last business day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        new("quarterly 1st Sun", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1SU"),
    ];

    /// <summary>What the grammar allows.</summary>
    public static readonly Rule[] Worst =
    [
        new("Friday the 13th", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"),
        new("29 February", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        new("week 53, Mon and Sun", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,SU"),
        new("positions in a year", "FREQ=YEARLY;BYDAY=MO,WE,FR;BYHOUR=6,18;BYSETPOS=100,-100"),
        new("every 7 hours, business days", "FREQ=HOURLY;INTERVAL=7;BYDAY=MO,TU,WE,TH,FR"),
        new("every 13 minutes of some nights", "FREQ=MINUTELY;INTERVAL=13;BYHOUR=2,3;BYDAY=SU"),
    ];
}
