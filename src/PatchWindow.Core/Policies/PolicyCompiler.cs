using NodaTime;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Policies;

/// <summary>Checks a policy and makes it ready to answer; every fault is reported, not only the first.</summary>
public static class PolicyCompiler
{
    /// <summary>The compiled policy, or null when a fault makes its windows or targets uncertain.</summary>
    /// <param name="policy">The policy as written.</param>
    /// <param name="findings">Receives what is wrong; Path is the place within the policy (<c>schedules:0:Text</c>).</param>
    public static CompiledPolicy? Compile(Policy policy, ICollection<Finding> findings)
    {
        var found = new List<Finding>();
        DateTimeZone? zone = null;
        var zoneName = policy.TimeZone ?? "UTC";
        if (!string.Equals(zoneName, TimeZones.Host, StringComparison.OrdinalIgnoreCase)
            && !TimeZones.Find(zoneName).TryGet(out zone, out var zoneProblem))
        {
            found.Add(zoneProblem with { Path = "timeZone" });
            zoneName = "UTC"; // so that the schedules' own faults are shown as well
        }

        var schedules = new List<CompiledSchedule>();
        for (var i = 0; i < policy.Schedules.Count; i++)
        {
            // What a script made of a variable that was never set.
            if (policy.Schedules[i] is null)
            {
                found.Add(PolicyParts.Unset($"schedules:{i}", "schedule"));
                continue;
            }

            var faults = new List<Finding>();
            var compiled = ScheduleCompiler.Compile(policy.Schedules[i], zoneName, faults);
            if (compiled is not null) schedules.Add(compiled);
            found.AddRange(faults.Select(f => f with { Path = $"schedules:{i}:{Camel(f.Path)}" }));
        }

        var freezes = new List<CompiledFreeze>();
        for (var i = 0; i < policy.Freezes.Count; i++)
        {
            if (policy.Freezes[i] is null || policy.Freezes[i].Schedules.Contains(null!))
            {
                found.Add(PolicyParts.Unset($"freezes:{i}", "freeze"));
                continue;
            }

            var faults = new List<Finding>();
            freezes.AddRange(FreezeCompiler.Compile(policy.Freezes[i], zone, faults));
            found.AddRange(faults.Select(f => f with { Path = $"freezes:{i}:{Camel(f.Path)}" }));
        }

        if (policy.Reboot.Reserve < TimeSpan.Zero)
        {
            found.Add(new Finding
            {
                Code = "ReserveNegative",
                Kind = FindingKind.InvalidArgument,
                Path = "reboot:reserve",
                Message = $"A reboot reserve of {DurationText.Format(policy.Reboot.Reserve)} would lie after the window's end.",
                Suggestion = "Write how long before the end a reboot must be over: 10m.",
            });
        }

        PolicyParts.RefuseNegative(policy.Estimate.Host, "estimate:host", "An estimate", "5m", found);
        PolicyParts.RefuseNegative(policy.Estimate.Patch, "estimate:patch", "An estimate", "30s", found);
        var emergency = UrgencyCompiler.Compile(policy, found);
        var rollout = RolloutCompiler.Compile(policy.Rollout, found);
        var targets = TargetFilter.Nothing;
        if (policy.Targets.Trim().Length > 0 && !TargetFilter.Parse(policy.Targets).TryGet(out targets!, out var targetProblem))
            found.Add(targetProblem with { Path = "targets" });

        if (policy.Mode == PolicyMode.Immediate && policy.Schedules.Count > 0)
        {
            findings.Add(PolicyParts.Named(policy, new Finding
            {
                Code = "SchedulesNotUsed",
                Severity = FindingSeverity.Warning,
                Path = "schedules",
                Message = $"The policy '{policy.Name}' applies patches at once, so its schedules are not used.",
                Suggestion = "Remove them, or write \"mode\": \"scheduled\".",
            }));
        }

        if (policy.Mode == PolicyMode.Scheduled && policy.Schedules.Count == 0)
        {
            // Not a fault of form: such a policy is whole, and never opens (DESIGN: no schedule, no window).
            findings.Add(PolicyParts.Named(policy, new Finding
            {
                Code = "PolicyNeverOpens",
                Severity = FindingSeverity.Warning,
                Path = "schedules",
                Message = $"The policy '{policy.Name}' names no schedule, so it never opens and nothing is applied by it.",
                Suggestion = "Add \"schedules\": [ { \"text\": \"Sat 22:00 for 4h\" } ].",
            }));
        }

        foreach (var finding in found) findings.Add(PolicyParts.Named(policy, finding));
        return found.Exists(f => f.Severity == FindingSeverity.Error)
            ? null
            : new CompiledPolicy(policy)
            {
                // What is applied at once has no windows, whatever schedules stand there.
                Schedules = policy.Mode == PolicyMode.Immediate ? [] : schedules,
                Freezes = freezes,
                Targets = targets!,
                Zone = zone,
                Emergency = emergency,
                Rollout = rollout,
            };
    }

    private static string Camel(string? name) =>
        string.IsNullOrEmpty(name) ? "" : name == nameof(Schedule.RRule) ? "rrule" : char.ToLowerInvariant(name![0]) + name.Substring(1);
}
