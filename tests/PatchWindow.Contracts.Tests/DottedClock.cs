using System.Globalization;

namespace PatchWindow.Tests;

/// <summary>Makes the current culture one that writes 22.00 for 22:00, as Finnish does, until it is disposed.</summary>
internal sealed class DottedClock : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public DottedClock()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.TimeSeparator = ".";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = before;
}
