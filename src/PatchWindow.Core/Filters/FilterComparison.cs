namespace PatchWindow.Core.Filters;

/// <summary>The signs that compare two values.</summary>
/// <param name="Sign">As it is written.</param>
/// <param name="Holds">Whether it holds of values that compare so (negative, zero, positive).</param>
internal sealed record FilterComparison(string Sign, Func<int, bool> Holds)
{
    private static readonly FilterComparison[] All =
    [
        new("=", order => order == 0),
        new("!=", order => order != 0),
        new("<", order => order < 0),
        new("<=", order => order <= 0),
        new(">", order => order > 0),
        new(">=", order => order >= 0),
    ];

    /// <summary>Whether it asks for the same or for another, and not for more or less.</summary>
    public bool IsEquality => Sign is "=" or "!=";

    public static FilterComparison? Find(string? sign) => Array.Find(All, c => c.Sign == sign);
}
