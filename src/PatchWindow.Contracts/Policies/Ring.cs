namespace PatchWindow;

/// <summary>Hosts that are patched together, before the rings after it.</summary>
public sealed class Ring
{
    public string Name { get; set => field = value ?? ""; } = "";

    /// <summary>A filter over hosts; empty is every host that no ring before has taken.</summary>
    public string Targets { get; set => field = value ?? ""; } = "";

    /// <summary>How long after its last success the next ring waits.</summary>
    public TimeSpan Soak { get; set; }

    /// <summary><c>canary (role = canary, soak 2h)</c>.</summary>
    public override string ToString()
    {
        var parts = new[] { Targets, Soak > TimeSpan.Zero ? "soak " + DurationText.Format(Soak) : "" }.Where(p => p.Length > 0).ToList();
        return parts.Count == 0 ? Name : $"{Name} ({string.Join(", ", parts)})";
    }
}
