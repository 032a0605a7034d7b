namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>Rules that the parser takes, drawn at random from a seed.</summary>
internal sealed class RandomRules(int seed)
{
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private readonly Random random = new(seed);

    public DateTime Start() => new DateTime(1999, 1, 1).AddDays(random.Next(4000));

    public DateTime Later(DateTime start, int days) => start.AddDays(random.Next(days));

    public string Next()
    {
        var frequency = Pick("DAILY", "WEEKLY", "MONTHLY", "YEARLY");
        var parts = new List<string> { "FREQ=" + frequency };
        if (Chance(2)) parts.Add($"INTERVAL={random.Next(1, 6)}");
        if (Chance(3)) parts.Add("BYMONTH=" + Some(1, 12, negative: false));
        if (frequency != "WEEKLY" && Chance(3)) parts.Add("BYMONTHDAY=" + Some(1, 31, negative: true));
        if (frequency == "YEARLY" && Chance(5)) parts.Add("BYYEARDAY=" + Some(1, 366, negative: true));
        var weeks = frequency == "YEARLY" && Chance(4);
        if (weeks) parts.Add("BYWEEKNO=" + Some(1, 53, negative: true));
        if (Chance(2)) parts.Add("BYDAY=" + ByDay(frequency, weeks));
        if (parts.Any(p => p.StartsWith("BY", StringComparison.Ordinal)) && Chance(4)) parts.Add("BYSETPOS=" + Some(1, 4, negative: true));
        if (Chance(3)) parts.Add("WKST=" + Pick(Days));
        return string.Join(";", parts);
    }

    private string ByDay(string frequency, bool weeks) => string.Join(",", Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        (weeks || frequency is "DAILY" or "WEEKLY" || Chance(2) ? "" : Some(1, frequency == "MONTHLY" ? 5 : 53, negative: true).Split(',')[0])
        + Pick(Days)));

    private string Some(int least, int most, bool negative) => string.Join(",", Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
        (negative && Chance(3) ? -1 : 1) * random.Next(least, most + 1)));

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private string Pick(params string[] items) => items[random.Next(items.Length)];
}
