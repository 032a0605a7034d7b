using NodaTime;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Windows;

/// <summary>Takes freezes away from one occurrence.</summary>
internal static class FreezeTrimmer
{
    /// <summary>
    /// What is left of the occurrence, in order; none when all of it is frozen. The order in which freezes are written does
    /// not matter: every rest must last the longest minimum of those that touch the occurrence.
    /// </summary>
    /// <param name="occurrence">The time before freezes.</param>
    /// <param name="freezes">The policy's freezes.</param>
    /// <param name="by">The freeze that cancelled it, or the last that took something away; null when none did.</param>
    public static IReadOnlyList<Piece> Trim(Occurrence occurrence, FreezeWalk[] freezes, out CompiledFreeze? by)
    {
        by = null;
        var minimum = Duration.Zero;
        var pieces = new List<Piece> { new(occurrence.Start, occurrence.End, null) };
        foreach (var walk in freezes)
        {
            if (!walk.Touches(occurrence.Start, occurrence.End)) continue;
            by = walk.Freeze;
            if (by.Source.Mode == FreezeMode.Cancel) return [];
            minimum = Duration.Max(minimum, Duration.FromTimeSpan(by.Source.Minimum));
            foreach (var frozen in walk.Within(occurrence.Start, occurrence.End))
                pieces = [.. pieces.SelectMany(piece => Without(piece, frozen, walk.Freeze))];
        }

        return [.. pieces.Where(piece => piece.End - piece.Start >= minimum)];
    }

    /// <summary>Whether any freeze shares time with the occurrence.</summary>
    public static bool Touches(Occurrence occurrence, FreezeWalk[] freezes)
    {
        var touches = false;

        // Each must be asked, or it falls behind.
        foreach (var walk in freezes) touches |= walk.Touches(occurrence.Start, occurrence.End);
        return touches;
    }

    private static IEnumerable<Piece> Without(Piece piece, Interval frozen, CompiledFreeze by)
    {
        if (frozen.Start >= piece.End || frozen.End <= piece.Start)
        {
            yield return piece;
            yield break;
        }

        if (frozen.Start > piece.Start) yield return new Piece(piece.Start, frozen.Start, by);
        if (frozen.End < piece.End) yield return new Piece(frozen.End, piece.End, by);
    }
}
