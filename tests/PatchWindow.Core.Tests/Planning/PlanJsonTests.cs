using PatchWindow.Core.Planning;

namespace PatchWindow.Core.Tests.Planning;

public sealed class PlanJsonTests
{
    [Fact]
    public void A_plan_is_a_text_that_people_and_programs_can_read()
    {
        var fleet = new Fleet { For = TimeSpan.FromDays(7) };
        fleet.Policy.TimeZone = "Europe/Oslo";
        fleet.Policy.Approve = new ApprovalRule { Exclude = ["no\"t"] };
        _ = fleet.Host("web1", "", Fleet.Patch("openssl"), Fleet.Patch("no\"t"));
        var plan = fleet.Plan();

        Assert.Equal(
            $$"""
            {
              "format": "PatchWindow.Plan/1",
              "from": "2026-12-11T12:00:00+00:00",
              "to": "2026-12-18T12:00:00+00:00",
              "hash": "{{plan.Hash}}",
              "timeZoneVersion": "{{plan.TimeZoneVersion}}",
              "windows": [
                {
                  "policy": "prod",
                  "opens": "2026-12-12T22:00:00+01:00",
                  "closes": "2026-12-12T23:00:00+01:00",
                  "start": "2026-12-12T22:00:00+01:00",
                  "end": "2026-12-12T22:06:00+01:00",
                  "hosts": 1,
                  "patches": 1
                }
              ],
              "steps": [
                {
                  "host": "web1",
                  "policy": "prod",
                  "window": "2026-12-12T22:00:00+01:00",
                  "start": "2026-12-12T22:00:00+01:00",
                  "end": "2026-12-12T22:06:00+01:00",
                  "reason": "Apply",
                  "patches": [
                    {
                      "name": "openssl",
                      "installed": "1.0",
                      "version": "2.0",
                      "reason": "Apply"
                    }
                  ]
                }
              ],
              "misses": [],
              "waits": [
                {
                  "host": "web1",
                  "policy": "prod",
                  "name": "no\"t",
                  "version": "2.0",
                  "reason": "Excluded",
                  "message": "the policy excludes 'no\"t'"
                }
              ]
            }
            """.Replace("\r", ""),
            PlanJson.Write(plan));
    }
}
