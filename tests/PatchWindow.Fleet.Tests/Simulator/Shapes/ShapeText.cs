using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace PatchWindow.Fleet.Tests.Simulator.Shapes;

/// <summary>A shape as a person would write it down: the configuration that production reads.</summary>
internal static class ShapeText
{
    private static readonly LocalDateTimePattern Typed = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"), Iso = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <param name="shape">The shape.</param>
    /// <param name="isLater">Whether with the later freezes.</param>
    public static string Write(Shape shape, bool isLater)
    {
        var policies = new JsonObject();
        foreach (var policy in shape.Policies) policies[policy.Name] = Policy(policy, isLater);
        return new JsonObject { ["hosts"] = Array(shape.Policies.SelectMany(p => p.Hosts.Select(h => Host(h, p)))), ["policies"] = policies }.ToJsonString();
    }

    private static JsonObject Host(ShapeHost host, ShapePolicy policy) => new()
    {
        ["name"] = host.Name, ["transport"] = "ssh", ["timeZone"] = host.Zone,
        ["tags"] = new JsonObject { ["policy"] = policy.Name, ["site"] = host.Site, ["turn"] = host.Ring.ToString(System.Globalization.CultureInfo.InvariantCulture) },
    };

    private static JsonObject Policy(ShapePolicy policy, bool isLater)
    {
        var rollout = new JsonObject
        {
            ["rings"] = Array(policy.Soaks.Select((soak, ring) => new JsonObject { ["name"] = ShapePolicy.RingName(ring), ["targets"] = $"turn = {ring}", ["soak"] = Minutes(soak) })),
            ["budgets"] = Array(policy.Budgets.Select(Budget)),
        };
        if (policy.MaxFailures is { } most) rollout["maxFailures"] = most.ToString();
        var written = new JsonObject
        {
            ["targets"] = $"policy = {policy.Name}", ["timeZone"] = policy.Zone ?? "host",
            ["schedules"] = Array(policy.Schedules.Select(Schedule)),
            ["freezes"] = Array(new[] { policy.Freeze, isLater ? policy.LaterFreeze : null }.OfType<ShapeFreeze>().Select(Freeze)),
            ["rollout"] = rollout,
            ["reboot"] = new JsonObject { ["mode"] = policy.Reboot.ToString(), ["reserve"] = Minutes(policy.Reserve), ["timeout"] = Minutes(policy.RebootTimeout) },
            ["estimate"] = new JsonObject { ["host"] = Minutes(policy.Estimate), ["patch"] = "10s" },
        };
        if (policy.HasHooks) written["hooks"] = new JsonObject { ["before"] = "leave the pool", ["health"] = "look around", ["after"] = "join the pool", ["timeout"] = "1m" };
        return written;
    }

    private static JsonObject Schedule(ShapeSchedule schedule) => new()
    {
        ["text"] = $"{Typed.Format(schedule.Start)} for {Minutes(schedule.Length)}", ["cutoff"] = Minutes(schedule.Cutoff),
        ["durationMode"] = schedule.IsWallClock ? "WallClock" : "Elapsed",
    };

    private static JsonObject Budget(ShapeBudget budget)
    {
        var written = new JsonObject { ["max"] = budget.Max.ToString() };
        if (budget.Per is { } per) written["per"] = per;
        return written;
    }

    private static JsonObject Freeze(ShapeFreeze freeze) => new()
    {
        ["from"] = Iso.Format(freeze.From), ["to"] = Iso.Format(freeze.To), ["reason"] = "month end", ["mode"] = freeze.Cancels ? "Cancel" : "Trim",
        ["minimum"] = Minutes(freeze.Minimum),
    };

    private static string Minutes(TimeSpan time) => DurationText.Format(time);

    private static JsonArray Array(IEnumerable<JsonObject> objects) => new([.. objects]);
}
