using PatchWindow.Fleet.Runs;

namespace PatchWindow.Fleet.Tests.Runs;

public sealed class WaitingPatchesTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 26, 2, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void What_waits_is_counted_by_reason_the_most_first_with_the_moment_at_which_that_changes() => Assert.Equal(
        "6 wait: 3 OutsideWindow until 2026-11-26 02:00 +01:00, 2 AwaitingAge, the first until 2026-11-27 02:00 +01:00, 1 NotApproved",
        WaitingPatches.Describe(
        [
            Waiting(ReasonCode.NotApproved), Waiting(ReasonCode.AwaitingAge, Night.AddDays(3)), Waiting(ReasonCode.AwaitingAge, Night.AddDays(1)),
            Waiting(ReasonCode.OutsideWindow, Night), Waiting(ReasonCode.OutsideWindow, Night), Waiting(ReasonCode.OutsideWindow, Night),
        ]));

    [Fact]
    public void One_waits() => Assert.Equal("1 waits: 1 Excluded", WaitingPatches.Describe([Waiting(ReasonCode.Excluded)]));

    private static PendingPatch Waiting(ReasonCode reason, DateTimeOffset? until = null) =>
        new() { Decision = new Decision { Reason = reason, ChangesAt = until } };
}
