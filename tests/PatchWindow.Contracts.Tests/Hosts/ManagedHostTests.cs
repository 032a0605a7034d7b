namespace PatchWindow.Tests.Hosts;

public sealed class ManagedHostTests
{
    [Fact]
    public void Tags_are_found_whatever_their_letter_case() =>
        Assert.Equal("prod", new ManagedHost { Tags = { ["Env"] = "prod" } }.Tags["env"]);
}
