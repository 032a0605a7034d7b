using NodaTime;

namespace PatchWindow.Fleet.Tests.Simulator.Shapes;

/// <summary>One window on a local clock.</summary>
/// <param name="Start">When it opens.</param>
/// <param name="Length">How long it lasts.</param>
/// <param name="Cutoff">Its last part, in which nothing new starts.</param>
/// <param name="IsWallClock">Whether its length is what the clock shows, and not what passes.</param>
internal sealed record ShapeSchedule(LocalDateTime Start, TimeSpan Length, TimeSpan Cutoff, bool IsWallClock);

/// <summary>Time that is taken from windows, on the policy's clock.</summary>
internal sealed record ShapeFreeze(LocalDateTime From, LocalDateTime To, bool Cancels, TimeSpan Minimum);

/// <summary>Time in which steps may start, until <paramref name="Cutoff"/>, and reboots, until <paramref name="End"/>.</summary>
internal sealed record AllowedTime(DateTimeOffset Start, DateTimeOffset Cutoff, DateTimeOffset End);
