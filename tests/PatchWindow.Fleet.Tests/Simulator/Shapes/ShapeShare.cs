namespace PatchWindow.Fleet.Tests.Simulator.Shapes;

/// <summary>A number of hosts, or a percentage of them, rounded down.</summary>
internal readonly record struct ShapeShare(int Number, bool IsPercent)
{
    public int Of(int hosts) => IsPercent ? hosts * Number / 100 : Number;

    public override string ToString() => Number + (IsPercent ? "%" : "");
}

/// <summary>How many hosts may be worked on at once: of all, of each site, or of each ring.</summary>
internal sealed record ShapeBudget(string? Per, ShapeShare Max);
