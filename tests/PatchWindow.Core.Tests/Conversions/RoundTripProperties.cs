using NodaTime;
using PatchWindow.Core.Conversions;
using PatchWindow.Core.Tests.Windows;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Conversions;

/// <summary>
/// There and back, for every format there is. A failure shows the seed of its schedule.
/// </summary>
public sealed class RoundTripProperties(ITestOutputHelper output)
{
    private const int Drawn = 600;

    private static readonly Instant From = Instant.FromUtc(2026, 1, 1, 0, 0), To = Instant.FromUtc(2028, 1, 1, 0, 0);

    private static readonly string[] Properties = [.. typeof(Schedule).GetProperties().Select(p => p.Name)];

    public static TheoryData<string> Formats => [.. ScheduleFormats.All.Select(f => f.Name)];

    [Theory, MemberData(nameof(Formats))]
    public void What_is_written_without_a_loss_opens_the_same_windows_for_two_years_when_it_is_read_back(string name)
    {
        var format = ScheduleFormats.Find(name).Value;
        var (compared, lost, refused) = (0, 0, 0);
        for (var seed = Converting.FirstSeed; seed < Converting.FirstSeed + Drawn; seed++)
        {
            var schedule = new RandomSchedules(seed).Next();
            if (!format.Write(schedule).TryGet(out var written, out _))
            {
                refused++;
                continue;
            }

            var story = $"seed {seed}: {schedule} -> {written.Value}\n";
            Assert.True(format.Read(written.Value).TryGet(out var read, out var unread), story + unread?.Message);
            if (written.Losses.Concat(read.Losses).Any(l => !IsGivenBack(l, read.Value)))
            {
                lost++;
                continue;
            }

            var back = read.Value;
            if (back.Duration == TimeSpan.Zero) back.Duration = Source(schedule).Duration;
            back.TimeZone ??= schedule.TimeZone;
            Converting.Same(story, Windows(schedule), Windows(back));
            compared++;
        }

        output.WriteLine($"{name}: {compared} compared, {lost} lost something, {refused} cannot be said");

        // A format that can say little has schedules of its own, which it can say: ThereAndBackProperties.
        Assert.True(compared >= Drawn / 50 || SayableSchedules.Formats.Contains(name), $"only {compared} of {Drawn} schedules can be said in {name} without a loss, {lost} lose something");
    }

    [Theory, MemberData(nameof(Formats))]
    public void Every_loss_is_a_warning_with_the_code_of_losses_that_names_a_property_of_a_schedule_in_a_sentence(string name)
    {
        var format = ScheduleFormats.Find(name).Value;
        var losses = Enumerable.Range(Converting.FirstSeed, Drawn).Select(seed => format.Write(new RandomSchedules(seed).Next()))
            .Where(o => o.IsSuccess).SelectMany(o => o.Value.Losses).ToArray();

        Assert.All(losses, loss =>
        {
            Assert.Equal(("ConversionLoss", FindingSeverity.Warning), (loss.Code, loss.Severity));
            Assert.Contains(loss.Path, Properties);
            Assert.EndsWith(".", loss.Message);
        });
    }

    // What ConvertTo-PatchSchedule takes beside the text, for formats that have no word for it.
    private static bool IsGivenBack(Finding loss, Schedule read) =>
        (loss.Path == nameof(Schedule.Duration) && read.Duration == TimeSpan.Zero) || (loss.Path == nameof(Schedule.TimeZone) && read.TimeZone is null);

    private static Schedule Source(Schedule schedule) => ScheduleCompiler.Compile(schedule, TimeZones.Host, [])!.Source;

    private static string[] Windows(Schedule schedule) => [.. WindowFinder
        .Between(Tests.Windows.Given.Policy("host", [], schedule), From, To, new WindowQuery(From, Tests.Windows.Given.Zone("Europe/Oslo")))
        .Take(3000)
        .Select(w => Tests.Windows.Given.Line(w) + " until " + MomentText.Format(w.Cutoff))];
}
