using NodaTime;
using NodaTime.TimeZones;
using PatchWindow.Core.Windows;

namespace PatchWindow.Fleet.Windows;

/// <summary>The zone that <c>host</c> stands for in a schedule.</summary>
internal static class HostZone
{
    private static readonly Lazy<DateTimeZone> System = new(() =>
    {
        try
        {
            return DateTimeZoneProviders.Tzdb.GetSystemDefault();
        }
        catch (DateTimeZoneNotFoundException)
        {
            return DateTimeZone.Utc;
        }
    });

    /// <summary>The zone of a host; this machine's where it names none that is known, and where no host is meant.</summary>
    public static DateTimeZone Of(ManagedHost? host) =>
        host?.TimeZone is { } name && TimeZones.Find(name).TryGet(out var zone, out _) ? zone : System.Value;
}
