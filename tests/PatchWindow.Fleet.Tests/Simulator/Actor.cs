namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>Whose an event is. One that is gone has no events any more; one that sleeps has them when it wakes.</summary>
internal abstract class Actor
{
    public bool IsGone { get; protected set; }

    /// <summary>Until when it sleeps; in the past where it is awake.</summary>
    public DateTimeOffset SleepsUntil { get; protected set; } = DateTimeOffset.MinValue;
}
