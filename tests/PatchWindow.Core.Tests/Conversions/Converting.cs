using System.Globalization;
using NodaTime;
using PatchWindow.Core.Conversions;
using PatchWindow.Core.Tests.Windows;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Conversions;

/// <summary>Conversions made through the list of formats, and what comes of them as lines that a failure can show.</summary>
internal static class Converting
{
    /// <summary>The first seed of the properties. PATCHWINDOW_CONVERSION_SEED moves it on, for other schedules than yesterday's.</summary>
    public static int FirstSeed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PATCHWINDOW_CONVERSION_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : 1;

    // Two years of a window every two hours; a rule by the second has millions.
    private const int MostCompared = 9000;

    public static IScheduleFormat Format(string name) => ScheduleFormats.All.Single(f => f.Name == name);

    public static Conversion<Schedule> Read(string format, string text)
    {
        var outcome = Format(format).Read(text);
        return outcome.TryGet(out var conversion, out var problem) ? conversion : throw new InvalidOperationException(problem.ToString());
    }

    public static Conversion<string> Write(string format, Schedule schedule)
    {
        var outcome = Format(format).Write(schedule);
        return outcome.TryGet(out var conversion, out var problem) ? conversion : throw new InvalidOperationException(problem.ToString());
    }

    public static Finding Unreadable(string format, string text) => Refused(Format(format).Read(text).Problem, format + "Invalid");

    public static Finding Impossible(string format, Schedule schedule) => Refused(Format(format).Write(schedule).Problem, "ConversionImpossible");

    /// <summary>The first windows from a moment on, each as <c>Given.Line</c> has it.</summary>
    public static string[] Windows(Schedule schedule, string from, int first, string hostZone = "UTC") =>
        Given.From(Given.Policy(schedule), from, first, hostZone);

    /// <summary>The windows of two years as moments, whatever the zone they are shown in; no more than anyone would look at.</summary>
    public static string[] Moments(Schedule schedule, Instant from, string hostZone) =>
    [
        .. WindowFinder.Between(Given.Policy(schedule), from, from + Duration.FromDays(731), new WindowQuery(from, Given.Zone(hostZone)))
            .Take(MostCompared)
            .Select(w => $"{Utc(w.Start)} to {Utc(w.End)}, cutoff {Utc(w.Cutoff)}"),
    ];

    /// <summary>The same lines; the first that differs is shown with the story, which an ordinary assertion would cut short.</summary>
    public static void Same(string story, IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var count = Math.Max(expected.Count, actual.Count);
        var differs = Enumerable.Range(0, count).Where(i => At(expected, i) != At(actual, i)).DefaultIfEmpty(count).First();
        if (differs < count) Assert.Fail($"{story}window {differs} is {At(actual, differs)}\nand should be {At(expected, differs)}");
    }

    private static string At(IReadOnlyList<string> lines, int index) => index < lines.Count ? lines[index] : "none";

    /// <summary>A schedule as its rule, time, duration, zone and what else it has.</summary>
    public static string Line(Schedule s) => string.Join(" | ", new[]
    {
        s.RRule?.Replace("\n", " + "),
        s.Include.Length > 0 ? string.Join(",", s.Include.Select(i => i.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture))) : null,
        s.Start is { } start ? "from " + start.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) : null,
        s.Until is { } until ? "until " + until.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) : null,
        s.At is { } at ? at.ToString("c", CultureInfo.InvariantCulture) : null,
        s.Offset,
        DurationText.Format(s.Duration),
        s.Cutoff > TimeSpan.Zero ? "cutoff " + DurationText.Format(s.Cutoff) : null,
        s.TimeZone,
    }.Where(part => part is not null));

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static Finding Refused(Finding? problem, string code)
    {
        Assert.NotNull(problem);
        Assert.Equal(code, problem.Code);
        Assert.Equal(FindingSeverity.Error, problem.Severity);
        Assert.Equal(FindingKind.InvalidArgument, problem.Kind);
        return problem;
    }
}
