namespace PatchWindow.Tests.Decisions;

public sealed class DecisionTests
{
    public static TheoryData<ReasonCode> Reasons => [.. Enum.GetValues<ReasonCode>()];

    [Theory, MemberData(nameof(Reasons))]
    public void Only_Apply_applies(ReasonCode reason) =>
        Assert.Equal(reason == ReasonCode.Apply, new Decision { Reason = reason }.Applies);
}
