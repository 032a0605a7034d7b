namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>Rules that the parser takes, drawn at random from a seed.</summary>
internal sealed class RandomRules(int seed)
{
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private readonly Random random = new(seed);

    /// <summary>A DTSTART between 1999 and 2010, at noon or at any second.</summary>
    public DateTime Start() => new DateTime(1999, 1, 1).AddDays(random.Next(4000)).AddSeconds(Chance(2) ? 43_200 : random.Next(86_400));

    public DateTime Later(DateTime start, int days) => start.AddDays(random.Next(days));

    /// <summary>A rule that somebody might write for maintenance.</summary>
    public string Realistic()
    {
        var rule = random.Next(8) switch
        {
            0 => "FREQ=DAILY" + Maybe(4, $";INTERVAL={random.Next(2, 15)}"),
            1 => "FREQ=WEEKLY;BYDAY=" + Some(Days, 1, 3) + Maybe(3, $";INTERVAL={random.Next(2, 5)}") + Maybe(4, ";WKST=SU"),
            2 => $"FREQ=MONTHLY;BYDAY={Pick("1", "2", "3", "4", "-1")}{Pick(Days)}" + Maybe(3, $";INTERVAL={Pick("2", "3", "6")}"),
            3 => $"FREQ=MONTHLY;BYMONTHDAY={random.Next(1, 29)}",
            4 => $"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={Pick("1", "-1", "2", "-2")}",
            5 => $"FREQ=YEARLY;BYMONTH={Pick("1,4,7,10", "3,6,9,12", "1,7", "12")};BYDAY={Pick("1", "2", "-1")}{Pick(Days)}",
            6 => $"FREQ=MONTHLY;BYDAY={Pick(Days)};BYMONTHDAY={Pick("8,9,10,11,12,13,14", "1,2,3,4,5,6,7", "-7,-6,-5,-4,-3,-2,-1")}",
            _ => "FREQ=WEEKLY;BYDAY=" + Some(Days, 1, 2) + $";BYHOUR={random.Next(24)};BYMINUTE={Pick("0", "30")}",
        };
        return rule + Maybe(6, $";COUNT={random.Next(1, 40)}");
    }

    /// <summary>A rule as nasty as the grammar allows, of DAILY or longer.</summary>
    public string Next() => Nasty(Pick("DAILY", "WEEKLY", "MONTHLY", "YEARLY"), clock: false);

    /// <summary>A rule as nasty as the grammar allows, of any frequency and with lists of times.</summary>
    public string Nasty() => Nasty(Pick("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"), clock: true);

    private string Nasty(string frequency, bool clock)
    {
        var parts = new List<string> { "FREQ=" + frequency };
        var below = frequency is "SECONDLY" or "MINUTELY" or "HOURLY";
        if (Chance(2)) parts.Add($"INTERVAL={(below && Chance(2) ? random.Next(1, 200) : random.Next(1, 6))}");
        if (Chance(3)) parts.Add("BYMONTH=" + Some(1, 12, negative: false));
        if (frequency != "WEEKLY" && Chance(3)) parts.Add("BYMONTHDAY=" + Some(1, 31, negative: true));
        if ((frequency == "YEARLY" || below) && Chance(5)) parts.Add("BYYEARDAY=" + Some(1, 366, negative: true));
        var weeks = frequency == "YEARLY" && Chance(4);
        if (weeks) parts.Add("BYWEEKNO=" + Some(1, 53, negative: true));
        if (Chance(2)) parts.Add("BYDAY=" + ByDay(frequency, weeks));
        if (clock && Chance(3)) parts.Add("BYHOUR=" + Some(0, 23, negative: false));
        if (clock && Chance(4)) parts.Add("BYMINUTE=" + Some(0, 59, negative: false));
        if (clock && Chance(5)) parts.Add("BYSECOND=" + Some(0, 59, negative: false));
        if (parts.Any(p => p.StartsWith("BY", StringComparison.Ordinal)) && Chance(4)) parts.Add("BYSETPOS=" + Some(1, 4, negative: true));
        if (Chance(3)) parts.Add("WKST=" + Pick(Days));
        return string.Join(";", parts);
    }

    private string ByDay(string frequency, bool weeks) => string.Join(",", Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        (weeks || frequency is not ("MONTHLY" or "YEARLY") || Chance(2) ? "" : Some(1, frequency == "MONTHLY" ? 5 : 53, negative: true).Split(',')[0])
        + Pick(Days)));

    private string Some(int least, int most, bool negative) => string.Join(",", Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
        (negative && Chance(3) ? -1 : 1) * random.Next(least, most + 1)));

    private string Some(string[] items, int least, int most) =>
        string.Join(",", Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Pick(items)).Distinct());

    private string Maybe(int oneIn, string text) => Chance(oneIn) ? text : "";

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private string Pick(params string[] items) => items[random.Next(items.Length)];
}
