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
            Mode = reader.Word<PolicyMode>("mode"),
            Targets = ReadTargets(reader) ?? "",
            TimeZone = reader.Text("timeZone"),
            Schedules = [.. reader.Objects("schedules").Select(ScheduleSettings.Read)],
            Freezes = [.. reader.Objects("freezes").Select(FreezeSettings.Read)],
            Approve = reader.Object("approve") is { } approve ? ReadApproval(approve) : null,
            Defer = reader.Object("defer") is { } defer ? ReadDeferral(defer) : null,
            Deadlines = reader.Object("deadlines") is { } deadlines ? ReadDeadlines(deadlines) : null,
            Emergency = reader.Object("emergency") is { } emergency ? ReadEmergency(emergency) : null,
            Rollout = reader.Object("rollout") is { } rollout ? RolloutSettings.Read(rollout) : null,
            Hooks = reader.Object("hooks") is { } hooks ? ReadHooks(hooks) : null,
        };
        if (reader.Object("reboot") is { } reboot) policy.Reboot = ReadReboot(reboot);
        if (reader.Object("estimate") is { } estimate) policy.Estimate = ReadEstimate(estimate);
        reader.RefuseTheRest();
        return policy;
    }

    private static DeadlineRule ReadDeadlines(SettingReader reader)
    {
        var rule = new DeadlineRule
        {
            Critical = reader.Duration("critical"),
            Important = reader.Duration("important"),
            Moderate = reader.Duration("moderate"),
            Low = reader.Duration("low"),
            Security = reader.Duration("security"),
            Any = reader.Duration("any"),
            Grace = reader.Duration("grace") ?? TimeSpan.Zero,
        };
        reader.RefuseTheRest();
        return rule;
    }

    private static EmergencyRule ReadEmergency(SettingReader reader)
    {
        var rule = new EmergencyRule { When = reader.Required("when") ?? "", Within = reader.Duration("within") ?? TimeSpan.Zero };
        reader.RefuseTheRest();
        return rule;
    }

    private static HookRule ReadHooks(SettingReader reader)
    {
        var rule = new HookRule
        {
            Before = reader.Text("before"),
            Health = reader.Text("health"),
            After = reader.Text("after"),
            Timeout = reader.Duration("timeout") ?? HookRule.DefaultTimeout,
            Runner = reader.Object("runner") is { } runner ? ReadRunnerHooks(runner) : null,
        };
        reader.RefuseTheRest();
        return rule;
    }

    private static RunnerHooks ReadRunnerHooks(SettingReader reader)
    {
        var hooks = new RunnerHooks { Before = reader.Text("before"), Health = reader.Text("health"), After = reader.Text("after") };
        reader.RefuseTheRest();
        return hooks;
    }

    private static RebootRule ReadReboot(SettingReader reader)
    {
        var rule = new RebootRule
        {
            Mode = reader.Word<RebootMode>("mode"),
            Reserve = reader.Duration("reserve") ?? TimeSpan.Zero,
            Timeout = reader.Duration("timeout") ?? TimeSpan.Zero,
        };
        reader.RefuseTheRest();
        return rule;
    }

    private static EstimateRule ReadEstimate(SettingReader reader)
    {
        var rule = new EstimateRule();
        rule.Host = reader.Duration("host") ?? rule.Host;
        rule.Patch = reader.Duration("patch") ?? rule.Patch;
        reader.RefuseTheRest();
        return rule;
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
            Advisories = reader.Texts("advisories"),
            Include = reader.Packages("include"),
            Exclude = reader.Packages("exclude"),
        };
        reader.RefuseTheRest();
        return rule;
    }

    private static DeferralLimit ReadDeferral(SettingReader reader)
    {
        var limit = new DeferralLimit
        {
            MaxDays = reader.Count("maxDays"), MaxTimes = reader.Count("maxTimes"), MaxBehind = reader.Count("maxBehind"),
        };
        reader.RefuseTheRest();
        return limit;
    }
}
