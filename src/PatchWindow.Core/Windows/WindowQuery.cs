using NodaTime;

namespace PatchWindow.Core.Windows;

/// <summary>Which windows are asked for, and at what moment.</summary>
/// <param name="Now">The moment that states are told for.</param>
/// <param name="HostZone">The zone that <c>host</c> stands for.</param>
/// <param name="HostName">The host the windows are asked for; null for none in particular.</param>
public sealed record WindowQuery(Instant Now, DateTimeZone HostZone, string? HostName = null);
