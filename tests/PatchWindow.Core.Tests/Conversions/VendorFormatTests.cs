using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Conversions;

/// <summary>What holds for every format that a vendor made.</summary>
public sealed class VendorFormatTests
{
    public static TheoryData<string> Formats => [.. SayableSchedules.Formats];

    [Theory, MemberData(nameof(Formats))]
    public void A_schedule_without_a_zone_of_its_own_goes_as_UTC_and_that_is_a_loss(string format)
    {
        var schedule = new SayableSchedules(1).For(format)!;
        schedule.TimeZone = "UTC";
        var named = Converting.Write(format, schedule);
        schedule.TimeZone = null;
        var nameless = Converting.Write(format, schedule);

        Assert.Empty(named.Losses);
        Assert.Equal(named.Value, nameless.Value);
        var loss = Assert.Single(nameless.Losses);
        Assert.Equal(("ConversionLoss", FindingSeverity.Warning, "TimeZone"), (loss.Code, loss.Severity, loss.Path));
        Assert.Equal($"TimeZone: The schedule has no time zone of its own and takes its policy's: to {format} it goes as UTC.", loss.ToString());
    }

    [Theory, MemberData(nameof(Formats))]
    public void A_zone_that_the_text_of_a_schedule_names_is_its_own(string format) =>
        Assert.DoesNotContain(
        Converting.Write(format, new Schedule { Text = "daily 22:00-01:55 UTC", Start = Given.Local("2026-12-01") }).Losses, l => l.Path == "TimeZone");
}
