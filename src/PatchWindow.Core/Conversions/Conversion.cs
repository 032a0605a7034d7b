namespace PatchWindow.Core.Conversions;

/// <summary>What a conversion gave, and what it could not carry over.</summary>
/// <param name="Value">The schedule or the text.</param>
/// <param name="Losses">Warnings, one for each thing that is lost (code ConversionLoss), naming it; none where both mean the same windows.</param>
public sealed record Conversion<T>(T Value, IReadOnlyList<Finding> Losses);
