namespace PatchWindow.Tests;

/// <summary>What a person sees where an object is put into a sentence.</summary>
public sealed class ToStringTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 11, 12, 0, 0, TimeSpan.FromHours(1));

    public static TheoryData<object, string> Shown => new()
    {
        { new Finding { Message = "No such host." }, "No such host." },
        { new Finding { Path = "policies:prod:targets", Message = "No such tag." }, "policies:prod:targets: No such tag." },
        { new Finding { Path = "fleet.json", Message = "The file fleet.json is not there." }, "The file fleet.json is not there." },
        { new ManagedHost { Name = "web01", Address = "10.1.0.4" }, "web01" },
        { new Policy { Name = "prod-web" }, "prod-web" },
        {
            new Freeze { From = new(2026, 12, 18), To = new(2027, 1, 5), Reason = "holiday freeze" },
            "holiday freeze (2026-12-18 00:00 to 2027-01-05 00:00)"
        },
        { new PendingPatch { Host = "web01", Name = "openssl", InstalledVersion = "3.0.16-1", Version = "3.0.17-1" }, "web01 openssl 3.0.16-1 → 3.0.17-1" },
        { new PendingPatch { Host = "web01", Name = "openssl", Version = "3.0.17-1" }, "web01 openssl (new) → 3.0.17-1" },
        {
            new Deferral { Host = "web01", Name = "openssl", Version = "3.0.17-1", Until = Noon, Reason = "month end" },
            "web01 openssl 3.0.17-1 until 2026-12-11 12:00 +01:00: month end"
        },
        {
            new Window { Policy = "prod-web", Start = Noon, End = Noon.AddHours(30), TimeZone = "Europe/Oslo" },
            "prod-web 2026-12-11 12:00–2026-12-12 18:00 +01:00 Europe/Oslo"
        },
        { new Decision { Reason = ReasonCode.Deferred, Message = "deferred by kari" }, "Deferred: deferred by kari" },
        { new StepResult { Host = "web01", State = StepState.Failed, Message = "1 of 2 patches" }, "web01 Failed: 1 of 2 patches" },
        { new JournalEntry { Time = Noon, State = StepState.Applying, Message = "2 patches" }, "12:00:00 Applying: 2 patches" },
        { new PatchResult { Name = "openssl", InstalledVersion = "3.0.17-1", Installed = true }, "openssl 3.0.17-1 (installed)" },
        { new PatchResult { Name = "openssl", InstalledVersion = "3.0.16-1" }, "openssl 3.0.16-1 (not installed)" },
        { new PatchResult { Name = "libssl3", InstalledVersion = "3.0.17-1", Installed = true, Dependency = true }, "libssl3 3.0.17-1 (installed, dependency)" },
    };

    [Theory, MemberData(nameof(Shown))]
    public void An_object_is_shown_as_a_person_would_name_it_whatever_the_culture(object shown, string text)
    {
        Assert.Equal(text, shown.ToString());
        using var culture = new DottedClock();
        Assert.Equal(text, shown.ToString());
    }
}
