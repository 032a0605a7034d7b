namespace PatchWindow;

/// <summary>Time taken away from windows.</summary>
public sealed class Freeze
{
    /// <summary>First local moment of the freeze; a date alone starts at its midnight.</summary>
    public DateTime From { get; set; }

    /// <summary>Exclusive local end. A date alone in a file includes that day and is kept here as the midnight after it.</summary>
    public DateTime To { get; set; }

    /// <summary>Why; shown wherever the freeze takes something away.</summary>
    public string Reason { get; set; } = "";

    public FreezeMode Mode { get; set; }

    /// <summary>What each rest of a trimmed window must still last; a shorter one is cancelled.</summary>
    public TimeSpan Minimum { get; set; }

    public override string ToString() => $"{Reason} ({MomentText.Format(From)} to {MomentText.Format(To)})";
}
