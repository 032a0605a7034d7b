namespace PatchWindow;

/// <summary>How long a step takes where nothing is known of the host yet: a time for the host and one for each patch.</summary>
public sealed class EstimateRule
{
    /// <summary>The time that a step takes whatever it applies.</summary>
    public TimeSpan Host { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The time for each patch.</summary>
    public TimeSpan Patch { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for so many patches.</summary>
    public TimeSpan For(int patches) => Host + TimeSpan.FromTicks(Patch.Ticks * patches);
}
