namespace PatchWindow.Tests.Decisions;

public sealed class DecisionTests
{
    public static TheoryData<ReasonCode> Reasons => [.. Enum.GetValues<ReasonCode>()];

    [Theory, MemberData(nameof(Reasons))]
    public void A_patch_is_applied_by_the_four_reasons_that_say_so_and_by_no_other(ReasonCode reason) => Assert.Equal(
        reason is ReasonCode.Apply or ReasonCode.Emergency or ReasonCode.DeadlinePassed or ReasonCode.BehindLimit,
        new Decision { Reason = reason }.Applies);
}
