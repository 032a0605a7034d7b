namespace PatchWindow.Console.Tests;

public sealed class StatementTests
{
    [Theory]
    [InlineData("Get-PatchWindow", true)]
    [InlineData("if (1) {", false)]
    [InlineData("Get-PatchHost |", false)]
    [InlineData("'open", false)]
    [InlineData("@'\ntext", false)]
    [InlineData(")", true)]
    public void Enter_waits_for_what_is_still_to_come(string text, bool complete) =>
        Assert.Equal(complete, Statement.IsComplete(text));
}
