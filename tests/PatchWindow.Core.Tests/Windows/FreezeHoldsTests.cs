using NodaTime;
using NodaTime.Text;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

public sealed class FreezeHoldsTests
{
    [Theory]
    [InlineData("2026-12-17T23:59:59Z", null, "2026-12-18T00:00:00Z")]
    [InlineData("2026-12-18T00:00:00Z", "year-end", "2027-01-05T00:00:00Z")]
    [InlineData("2027-01-04T23:59:59Z", "year-end", "2027-01-05T00:00:00Z")]
    [InlineData("2027-01-05T00:00:00Z", null, null)]
    public void A_freeze_holds_from_its_first_moment_up_to_its_end(string at, string? reason, string? until) =>
        Assert.Equal((reason, Moment(until)), Hold(at, new Freeze { From = new(2026, 12, 18), To = new(2027, 1, 5), Reason = "year-end" }));

    [Fact]
    public void Freezes_that_follow_at_once_are_one_hold_named_by_the_first() => Assert.Equal(
        ("a", Moment("2026-12-07T00:00:00Z")),
        Hold("2026-12-01T12:00:00Z", Days(1, 3, "a"), Days(3, 5, "b"), Days(4, 7, "c"), Days(8, 9, "d")));

    [Fact]
    public void A_recurring_freeze_holds_on_its_days()
    {
        var fridays = new Freeze { Schedules = [new() { Text = "Fri" }], Reason = "no Fridays" };
        Assert.Equal(("no Fridays", Moment("2026-12-05T00:00:00Z")), Hold("2026-12-04T12:00:00Z", fridays));
        Assert.Equal((null, Moment("2026-12-11T00:00:00Z")), Hold("2026-12-05T00:00:00Z", fridays));
    }

    [Fact]
    public void Where_every_day_is_frozen_no_end_is_in_sight() =>
        Assert.Equal(("always", null), Hold("2026-12-04T12:00:00Z", new Freeze { Schedules = [new() { Text = "daily" }], Reason = "always" }));

    [Theory]
    [InlineData(FreezePass.None, true, true)]
    [InlineData(FreezePass.Emergency, false, true)]
    [InlineData(FreezePass.Immediate, true, false)]
    [InlineData(FreezePass.Emergency | FreezePass.Immediate, false, false)]
    public void A_freeze_lets_pass_what_it_allows(FreezePass allow, bool holdsEmergency, bool holdsImmediate)
    {
        var freeze = Days(1, 9, "a");
        freeze.Allow = allow;
        Assert.Equal(holdsEmergency, Find(FreezePass.Emergency, "2026-12-04T12:00:00Z", freeze).Holds);
        Assert.Equal(holdsImmediate, Find(FreezePass.Immediate, "2026-12-04T12:00:00Z", freeze).Holds);
    }

    [Fact]
    public void A_freeze_that_cancels_whole_windows_holds_no_longer_than_it_lasts()
    {
        var freeze = Days(1, 9, "a");
        (freeze.Mode, freeze.Minimum) = (FreezeMode.Cancel, TimeSpan.FromHours(5));
        Assert.False(Find(FreezePass.Emergency, "2026-12-09T00:00:00Z", freeze).Holds);
    }

    [Fact]
    public void Free_time_is_what_freezes_leave()
    {
        var free = FreezeHolds.Free(
            Policy(Days(3, 5, "a"), Days(4, 6, "b"), Days(8, 20, "c")), FreezePass.Immediate, Query("2026-12-01T00:00:00Z"),
            Instant.FromUtc(2026, 12, 1, 0, 0), Instant.FromUtc(2026, 12, 10, 0, 0));
        Assert.Equal("1-3 6-8", string.Join(" ", free.Select(f => $"{f.Start.InUtc().Day}-{f.End.InUtc().Day}")));
    }

    [Fact]
    public void The_outlook_tells_them_only_of_a_policy_that_asks()
    {
        var plain = WindowFinder.Outlook(Policy(), Query("2026-09-12T12:00:00Z"));
        Assert.Equal((null, null), (plain.Immediate, plain.Emergency));
        var policy = PolicyCompiler.Compile(
            new Policy { Mode = PolicyMode.Immediate, Emergency = new() { When = "exploited" }, Freezes = [Days(1, 9, "a")] }, [])!;
        var outlook = WindowFinder.Outlook(policy, Query("2026-12-04T12:00:00Z"));
        Assert.True(outlook.Immediate!.Holds);
        Assert.True(outlook.Emergency!.Holds);
    }

    private static Freeze Days(int from, int to, string reason) =>
        new() { From = new(2026, 12, from), To = new(2026, 12, to), Reason = reason };

    private static (string?, DateTimeOffset?) Hold(string at, params Freeze[] freezes)
    {
        var hold = Find(FreezePass.Emergency, at, freezes);
        return (hold.Reason, hold.Until);
    }

    private static FreezeHold Find(FreezePass work, string at, params Freeze[] freezes) => FreezeHolds.At(Policy(freezes), work, Query(at));

    private static WindowQuery Query(string at) => new(InstantPattern.ExtendedIso.Parse(at).Value, DateTimeZone.Utc);

    private static CompiledPolicy Policy(params Freeze[] freezes) =>
        PolicyCompiler.Compile(new Policy { Schedules = [new() { Text = "Sat 22:00 for 4h" }], Freezes = [.. freezes] }, [])!;

    private static DateTimeOffset? Moment(string? text) =>
        text is null ? null : InstantPattern.ExtendedIso.Parse(text).Value.ToDateTimeOffset();
}
