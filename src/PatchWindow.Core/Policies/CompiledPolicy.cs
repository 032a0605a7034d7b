using NodaTime;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Policies;

/// <summary>A policy whose every part has been checked and made ready to answer. Built by <see cref="PolicyCompiler"/>.</summary>
public sealed class CompiledPolicy
{
    internal CompiledPolicy(Policy source) => Source = source;

    /// <summary>The policy as it was written.</summary>
    public Policy Source { get; }

    public string Name => Source.Name;

    public IReadOnlyList<CompiledSchedule> Schedules { get; internal init; } = [];

    public IReadOnlyList<CompiledFreeze> Freezes { get; internal init; } = [];

    public TargetFilter Targets { get; internal init; } = TargetFilter.Nothing;

    /// <summary>The zone of what names none; null where each host's own is meant.</summary>
    public DateTimeZone? Zone { get; internal init; }

    /// <summary>Which patches are an emergency; null where none is.</summary>
    public PatchFilter? Emergency { get; internal init; }

    public CompiledRollout Rollout { get; internal init; } = CompiledRollout.None;

    /// <summary>Whether its windows lie on each host's own clock, wholly or in part.</summary>
    public bool GoesByHostZones => Schedules.Any(s => s.Zone is null) || Freezes.Any(f => f.GoesByHostZones);

    /// <summary>The latest moment at which work of a length could start in a window: before its cutoff, and done before the reboot reserve.</summary>
    public DateTimeOffset LatestStart(Window window, TimeSpan room)
    {
        var done = window.End - Within(Source.Reboot.Reserve) - Within(room);
        return window.Cutoff < done ? window.Cutoff : done;
    }

    /// <summary>Whether work of a length could start in a window at a moment and be done before the reboot reserve.</summary>
    public bool HasRoom(Window window, DateTimeOffset at, TimeSpan room)
    {
        var left = window.End - at - Source.Reboot.Reserve;
        return at < window.Cutoff && left > TimeSpan.Zero && left >= room;
    }

    // What takes longer than a window can last fits in none; beyond that it would only leave the calendar.
    private static TimeSpan Within(TimeSpan time) =>
        time < TimeSpan.Zero ? TimeSpan.Zero : time > OccurrenceKind.Window.Longest ? OccurrenceKind.Window.Longest : time;

    /// <summary>The same policy with longer windows: what a plan tries out.</summary>
    internal CompiledPolicy LongerBy(TimeSpan time) => new(Source)
    {
        Schedules = [.. Schedules.Select(s => s.LongerBy(NodaTime.Duration.FromTimeSpan(time)))], Freezes = Freezes, Targets = Targets,
        Emergency = Emergency, Rollout = Rollout,
    };

    /// <summary>The policy of one bare schedule: no name, no freezes, no targets.</summary>
    public static CompiledPolicy Of(CompiledSchedule schedule) => new(new Policy()) { Schedules = [schedule] };
}
