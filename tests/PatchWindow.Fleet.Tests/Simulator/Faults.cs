namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>
/// Which faults a history has, and how often each has struck. A history has some kinds and not all: of those that always come together, one hides what the other
/// would show.
/// </summary>
internal sealed class Faults
{
    private readonly Chance chance;
    private readonly HashSet<FaultKind> kinds;
    private readonly int[] counts = new int[Enum.GetValues<FaultKind>().Length];

    public Faults(Chance chance)
    {
        this.chance = chance;
        var share = chance.Of(0.0, 0.15, 0.3, 0.3, 0.5);
        kinds = [.. Enum.GetValues<FaultKind>().Where(_ => chance.Is(share))];
    }

    /// <summary>Whether nothing goes wrong any more.</summary>
    public bool AreHealed { get; private set; }

    public IReadOnlyList<int> Counts => counts;

    public void Heal() => AreHealed = true;

    /// <summary>Whether a history has a kind at all.</summary>
    public bool Has(FaultKind kind) => !AreHealed && kinds.Contains(kind);

    /// <summary>Whether it strikes now, which is counted.</summary>
    public bool Strikes(FaultKind kind, double share)
    {
        if (!Has(kind) || !chance.Is(share)) return false;
        Count(kind);
        return true;
    }

    /// <summary>Counts what has struck.</summary>
    public void Count(FaultKind kind) => counts[(int)kind]++;
}
