using System.Globalization;

namespace PatchWindow.Core.Tests.Peers;

/// <summary>A rule, its DTSTART, and how many of its times before when are asked for.</summary>
internal sealed record Question(DateTime Start, string Rule, int Limit, DateTime Horizon)
{
    public const string Format = "yyyyMMdd'T'HHmmss";

    public static string Text(DateTime time) => time.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The line that a peer in another process reads.</summary>
    public string Line => $"{Text(Start)}|{Rule}|{Limit}|{Text(Horizon)}";

    public override string ToString() => $"DTSTART:{Text(Start)} RRULE:{Rule}";
}
