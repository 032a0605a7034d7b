namespace PatchWindow.Core.Recurrence;

/// <summary>FREQ of RFC 5545 §3.3.10, the shortest first.</summary>
public enum Frequency
{
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}
