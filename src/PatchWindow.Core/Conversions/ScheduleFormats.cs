using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;

namespace PatchWindow.Core.Conversions;

/// <summary>The formats that schedules are converted from and to.</summary>
public static class ScheduleFormats
{
    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<IScheduleFormat> All { get; } =
    [
        new TextFormat(),
        new RRuleFormat(),
        new ICalendarFormat(),
        new CronFormat(),
        new OnCalendarFormat(),
        new AwsSsm(),
        new AzureMaintenance(),
        new GcpOsConfig(),
        new Gke(),
        new ConfigMgr(),
        new Zincati(),
    ];

    /// <summary>The format of a name, letter case aside; a problem that names the nearest one where there is none.</summary>
    public static Outcome<IScheduleFormat> Find(string name)
    {
        var format = All.FirstOrDefault(f => string.Equals(f.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (format is not null) return Outcome.Of(format);
        var names = All.Select(f => f.Name).ToArray();
        return new Finding
        {
            Code = "ScheduleFormatNotFound",
            Kind = FindingKind.ObjectNotFound,
            Message = $"'{name}' is no format of schedules.{NearestWord.Question(NearestWord.To(name, names))}",
            Suggestion = "The formats are " + string.Join(", ", names) + ".",
        };
    }
}
