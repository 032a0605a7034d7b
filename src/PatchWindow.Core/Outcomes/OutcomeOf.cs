namespace PatchWindow.Core.Outcomes;

/// <summary>Makes outcomes where C# cannot convert by itself: from values whose static type is an interface.</summary>
public static class Outcome
{
    public static Outcome<T> Of<T>(T value) => Outcome<T>.From(value);
}
