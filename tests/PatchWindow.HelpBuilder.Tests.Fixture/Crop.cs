namespace Sample;

/// <summary>What one harvest brought in.</summary>
public sealed class Crop
{
    public string Name { get; set; } = "";

    /// <summary>Where it grew.</summary>
    public string Field { get; set; } = "";
}
