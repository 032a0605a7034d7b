namespace Sample;

/// <summary>How far a crop has come.</summary>
public enum Ripeness
{
    /// <summary>Not for eating yet.</summary>
    Green = 5,

    /// <summary>For eating now; see <see cref="Green"/>.</summary>
    Ripe = 1,

    Rotten = 3,
}
