using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Fleet.Windows;

/// <summary>A policy whose windows are waited for.</summary>
public sealed class WatchedPolicy
{
    internal WatchedPolicy(CompiledPolicy policy, ManagedHost? host)
    {
        Policy = policy;
        Zone = HostZone.Of(host);
        HostName = host?.Name;
    }

    /// <summary>The name to be shown: the policy's, or its schedule's text.</summary>
    public string Name => Policy.Name.Length > 0 ? Policy.Name : Policy.Schedules.FirstOrDefault()?.Source.ToString() ?? "";

    internal CompiledPolicy Policy { get; }

    internal DateTimeZone Zone { get; }

    internal string? HostName { get; }

    /// <summary>A policy in hand; what is wrong with it are problems.</summary>
    public static IEnumerable<Outcome<WatchedPolicy>> Of(Policy policy)
    {
        var findings = new List<Finding>();
        return Of(PolicyCompiler.Compile(policy, findings), findings);
    }

    /// <summary>A schedule in hand; one without a zone means this machine's clock.</summary>
    public static IEnumerable<Outcome<WatchedPolicy>> Of(Schedule schedule)
    {
        var findings = new List<Finding>();
        var compiled = ScheduleCompiler.Compile(schedule, TimeZones.Host, findings);
        return Of(compiled is null ? null : CompiledPolicy.Of(compiled), findings);
    }

    private static IEnumerable<Outcome<WatchedPolicy>> Of(CompiledPolicy? compiled, List<Finding> findings)
    {
        foreach (var finding in findings) yield return finding;
        if (compiled is not null) yield return new WatchedPolicy(compiled, null);
    }
}
