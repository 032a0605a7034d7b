using System.Globalization;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Reads one policy: which words it has and what they mean.</summary>
internal static class PolicySettings
{
    public static Policy Read(SettingReader reader)
    {
        var policy = new Policy
        {
            Name = reader.Name,
            Targets = ReadTargets(reader) ?? "",
            TimeZone = reader.Text("timeZone"),
            Schedules = [.. reader.Objects("schedules").Select(ScheduleSettings.Read)],
            Freezes = [.. reader.Objects("freezes").Select(FreezeSettings.Read)],
            Approve = reader.Object("approve") is { } approve ? ReadApproval(approve) : null,
            Defer = reader.Object("defer") is { } defer ? ReadDeferral(defer) : null,
        };
        if (reader.Object("reboot") is { } reboot)
        {
            policy.Reboot = new RebootRule { Reserve = reboot.Duration("reserve") ?? TimeSpan.Zero };
            reboot.ReadLater("mode", "timeout");
            reboot.RefuseTheRest();
        }

        reader.ReadLater("mode", "deadlines", "emergency", "rollout", "hooks");
        reader.RefuseTheRest();
        return policy;
    }

    private static string? ReadTargets(SettingReader reader)
    {
        // A word alone asks for a tag, and a number nobody means as one.
        var text = reader.Text("targets");
        if (text is null || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) return text;
        reader.Fault("targets", "SettingWrongType", $"'targets' is the number {text} and must be a filter.", "Write, for instance: env = prod; * is every host.");
        return null;
    }

    private static ApprovalRule ReadApproval(SettingReader reader)
    {
        var rule = new ApprovalRule
        {
            Classification = reader.Words<PatchClassification>("classification"),
            MinimumSeverity = reader.Word<PatchSeverity>("minimumSeverity"),
            AfterDays = reader.Count("afterDays") ?? 0,
            Include = reader.Packages("include"),
            Exclude = reader.Packages("exclude"),
        };
        reader.RefuseTheRest();
        return rule;
    }

    private static DeferralLimit ReadDeferral(SettingReader reader)
    {
        var limit = new DeferralLimit { MaxDays = reader.Count("maxDays"), MaxTimes = reader.Count("maxTimes") };
        reader.ReadLater("maxBehind");
        reader.RefuseTheRest();
        return limit;
    }
}
