using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

public sealed class GetPatchPolicyTests : SessionTest
{
    public GetPatchPolicyTests(Engine engine)
        : base(engine)
    {
        Configure(Given.Fleet);
        ClockShows("2026-12-09T13:00Z");
    }

    [Theory]
    [InlineData("Get-PatchPolicy", "lab,prod-night,prod-web")]
    [InlineData("Get-PatchPolicy prod*", "prod-night,prod-web")]
    [InlineData("Get-PatchPolicy lab, prod-web", "lab,prod-web")]
    [InlineData("'lab', 'prod-w*' | Get-PatchPolicy", "lab,prod-web")]
    [InlineData("[pscustomobject]@{ Name = 'lab' } | Get-PatchPolicy", "lab")]
    [InlineData("[pscustomobject]@{ Policy = 'lab' } | Get-PatchPolicy", "lab")]
    [InlineData("Get-PatchWindow lab -First 1 | Get-PatchPolicy", "lab")]
    [InlineData("Get-PatchPolicy lab | Get-PatchPolicy", "lab")]
    public void Policies_are_named_piped_and_matched(string script, string names) =>
        Assert.Equal(names, string.Join(",", Run(script).MustSucceed().Texts("Name").Order()));

    [Fact]
    public void A_policy_is_what_the_file_says()
    {
        var policy = Run("Get-PatchPolicy prod-web").Single;

        Assert.Equal("PatchWindow.Policy", policy.BaseObject.GetType().FullName);
        Assert.Equal("env = prod", policy.Text("Targets"));
        Assert.Equal("Europe/Oslo", policy.Text("TimeZone"));
        Assert.Equal("Sat 22:00 for 4h", policy.Text("Schedules"));
        Assert.StartsWith("year-end freeze", policy.Text("Freezes"));
        Assert.Equal("00:15:00", policy.Text("Reboot.Reserve"));
    }

    [Fact]
    public void One_bad_policy_is_reported_with_its_place_and_hides_no_other()
    {
        var file = Write("bad.json", """
            { "policies": {
              "good": { "targets": "env = prod", "schedules": [ { "text": "Sat 22:00 for 4h" } ] },
              "typo": { "targets": "env = prod", "schedules": [ { "text": "Sat 22:00 for 4h" } ], "freezs": [] },
              "when": { "targets": "env = prod", "schedules": [ { "text": "Funday 22:00 for 4h" } ] } } }
            """);
        var result = Run("Get-PatchPolicy -ConfigurationPath $args[0]", file);

        Assert.Null(result.Stopped);
        Assert.Equal(["good"], result.Texts("Name"));
        Assert.Equal(
            [$"SettingUnknown {file}: policies.typo.freezs", $"ScheduleTextInvalid {file}: policies.when.schedules[0].text"],
            result.Errors.Select(e => $"{e.Id()} {e.Finding().Text("Path")}"));
        Assert.Contains("'freezes'", result.Errors[0].ToString());
        Assert.Equal(["InvalidData", "InvalidArgument"], result.Errors.Select(e => e.CategoryInfo.Category.ToString()));
    }

    [Fact]
    public void A_policy_that_never_opens_is_a_warning()
    {
        var file = Write("never.json", """{ "policies": { "idle": { "targets": "env = prod" } } }""");
        var result = Run("Get-PatchPolicy -ConfigurationPath $args[0]", file).MustSucceed();

        Assert.Equal(["idle"], result.Texts("Name"));
        Assert.Contains("never opens", Assert.Single(result.Warnings));
    }
}
