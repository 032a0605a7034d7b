using NodaTime;

namespace PatchWindow.Core.Windows;

/// <summary>Which windows are asked for, and at what moment.</summary>
/// <param name="Now">The moment that states are told for.</param>
/// <param name="HostZone">The zone that <c>host</c> stands for.</param>
/// <param name="HostName">The host the windows are asked for; null for none in particular.</param>
/// <param name="WithSkipped">
/// Whether those that the clock skips are listed as well, with the state Skipped: to be seen, for nobody can use them. Of several
/// that one schedule has in one gap, one.
/// </param>
public sealed record WindowQuery(Instant Now, DateTimeZone HostZone, string? HostName = null, bool WithSkipped = false);
