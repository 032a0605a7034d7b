using System.Globalization;
using System.Text;
using PatchWindow.Core.Conversions;

namespace PatchWindow.Core.Planning;

/// <summary>
/// A plan as JSON: moments are ISO 8601 to the second with their offset, what is not known is left out, and the same plan is the
/// same text. about_PatchWindow, PLANS, has the shape.
/// </summary>
public static class PlanJson
{
    public static string Write(Plan plan)
    {
        var text = new StringBuilder(1024 + (plan.Steps.Length * 1024));
        _ = text.Append("{\n  \"format\": \"PatchWindow.Plan/1\",\n");
        Member(text, "from", Moment(plan.From), ",");
        Member(text, "to", Moment(plan.To), ",");
        Member(text, "hash", JsonValue.Of(plan.Hash), ",");
        Member(text, "timeZoneVersion", JsonValue.Of(plan.TimeZoneVersion), ",");
        List(text, "windows", plan.Windows, Window, ",");
        List(text, "steps", plan.Steps, Step, ",");
        List(text, "misses", plan.Misses, Miss, ",");
        List(text, "waits", plan.Waits, Wait, "");
        return text.Append('}').ToString();
    }

    private static JsonValue Window(PlannedWindow window) => JsonValue.Of(
        ("policy", JsonValue.Of(window.Policy)),
        ("opens", window.Window is { } its ? Moment(its.Start) : null),
        ("closes", window.Window is { } same ? Moment(same.End) : null),
        ("emergency", window.IsEmergency ? JsonValue.OfLiteral("true") : null),
        ("freeze", Text(window.Freeze)),
        ("start", Moment(window.Start)),
        ("end", Moment(window.End)),
        ("hosts", JsonValue.Of(window.Hosts)),
        ("patches", JsonValue.Of(window.Patches)));

    private static JsonValue Step(PlannedStep step) => JsonValue.Of(
        ("host", JsonValue.Of(step.Host)),
        ("policy", JsonValue.Of(step.Policy)),
        ("window", step.Window is { } window ? Moment(window.Start) : null),
        ("ring", Text(step.Ring)),
        ("start", Moment(step.Start)),
        ("end", Moment(step.End)),
        ("reason", JsonValue.Of(step.Reason.ToString())),
        ("freeze", Text(step.Freeze)),
        ("patches", JsonValue.Of([.. step.Patches.Select(Patch)])));

    private static JsonValue Patch(PlannedPatch patch) => JsonValue.Of(
        ("name", JsonValue.Of(patch.Name)),
        ("architecture", Text(patch.Patch.Architecture)),
        ("installed", Text(patch.InstalledVersion)),
        ("version", JsonValue.Of(patch.Version)),
        ("reason", JsonValue.Of(patch.Reason.ToString())));

    private static JsonValue Miss(PlanMiss miss) => JsonValue.Of(
        ("host", JsonValue.Of(miss.Host)),
        ("policy", JsonValue.Of(miss.Policy)),
        ("name", JsonValue.Of(miss.Name)),
        ("version", JsonValue.Of(miss.Version)),
        ("deadline", Moment(miss.Deadline)),
        ("plannedStart", Moment(miss.PlannedStart)),
        ("lastWindow", miss.LastWindow is { } window ? Moment(window.Start) : null),
        ("reason", JsonValue.Of(miss.Reason.ToString())),
        ("message", JsonValue.Of(miss.Message)),
        ("suggestion", Text(miss.Suggestion)));

    private static JsonValue Wait(PlanWait wait) => JsonValue.Of(
        ("host", JsonValue.Of(wait.Host)),
        ("policy", Text(wait.Policy)),
        ("name", Text(wait.Name)),
        ("version", Text(wait.Version)),
        ("reason", JsonValue.Of(wait.Reason.ToString())),
        ("message", JsonValue.Of(wait.Message)),
        ("changesAt", Moment(wait.ChangesAt)));

    private static JsonValue? Moment(DateTimeOffset? moment) => moment is { } given ? Moment(given) : null;

    private static JsonValue Moment(DateTimeOffset moment) =>
        JsonValue.Of(moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));

    private static JsonValue? Text(string? text) => text is null ? null : JsonValue.Of(text);

    private static void Member(StringBuilder text, string name, JsonValue value, string after) =>
        text.Append("  \"").Append(name).Append("\": ").Append(value).Append(after).Append('\n');

    // One item at a time: as one value a plan of a large fleet would be held three times over.
    private static void List<T>(StringBuilder text, string name, T[] items, Func<T, JsonValue> value, string after)
    {
        _ = text.Append("  \"").Append(name).Append("\": [");
        for (var i = 0; i < items.Length; i++)
        {
            _ = text.Append(i == 0 ? "\n    " : ",\n    ");
            value(items[i]).AppendTo(text, "\n    ");
        }

        _ = text.Append(items.Length == 0 ? "]" : "\n  ]").Append(after).Append('\n');
    }
}
