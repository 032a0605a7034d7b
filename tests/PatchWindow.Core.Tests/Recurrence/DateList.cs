using System.Globalization;

namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>Dates as RFC 5545 lists them: <c>1997-09 2,9-11; 1998-01 6</c>.</summary>
internal static class DateList
{
    public static string[] Read(string list) =>
    [
        .. from month in list.Split(';')
           let parts = month.Trim().Split(' ')
           from days in parts[1].Split(',')
           let ends = days.Split('-').Select(d => int.Parse(d, CultureInfo.InvariantCulture)).ToArray()
           from day in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
           select $"{parts[0]}-{day.ToString("00", CultureInfo.InvariantCulture)}",
    ];
}
