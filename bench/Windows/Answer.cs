namespace PatchWindow.Bench.Windows;

/// <summary>What one engine says of one rule, and what that cost it.</summary>
/// <param name="Expand">An occurrence, one after the other from the start.</param>
/// <param name="Seek">The first occurrence after <see cref="Rule.Far"/>.</param>
/// <param name="Found">That occurrence, <c>2040-06-15T22:00:00</c>; empty where the engine has none.</param>
internal readonly record struct Answer(Cost Expand, Cost Seek, string Found);
