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
    /// <param name="pieces">Receives what is left; what was in it before is gone.</param>
    /// <returns>The freeze that cancelled it, or the last that took something away; null when none did.</returns>
    public static CompiledFreeze? Trim(Occurrence occurrence, FreezeWalk[] freezes, List<Piece> pieces)
    {
        CompiledFreeze? by = null;
        var minimum = Duration.Zero;
        pieces.Clear();
        pieces.Add(new Piece(occurrence.Start, occurrence.End, null));
        foreach (var walk in freezes)
        {
            if (!walk.Touches(occurrence.Start, occurrence.End)) continue;
            by = walk.Freeze;
            if (by.Source.Mode == FreezeMode.Cancel)
            {
                pieces.Clear();
                return by;
            }

            minimum = Duration.Max(minimum, Duration.FromTimeSpan(by.Source.Minimum));
            for (var i = 0; i < walk.Count; i++) Take(pieces, walk[i], walk.Freeze);
        }

        for (var i = pieces.Count - 1; i >= 0; i--)
        {
            if (pieces[i].End - pieces[i].Start < minimum) pieces.RemoveAt(i);
        }

        return by;
    }

    /// <summary>Whether any freeze shares time with the occurrence.</summary>
    public static bool Touches(Occurrence occurrence, FreezeWalk[] freezes)
    {
        var touches = false;

        // Each must be asked, or it falls behind.
        foreach (var walk in freezes) touches |= walk.Touches(occurrence.Start, occurrence.End);
        return touches;
    }

    private static void Take(List<Piece> pieces, Interval frozen, CompiledFreeze by)
    {
        // Backwards, because what is added lies behind.
        for (var i = pieces.Count - 1; i >= 0; i--)
        {
            var piece = pieces[i];
            if (frozen.Start >= piece.End || frozen.End <= piece.Start) continue;
            pieces.RemoveAt(i);
            if (frozen.End < piece.End) pieces.Insert(i, new Piece(frozen.End, piece.End, by));
            if (frozen.Start > piece.Start) pieces.Insert(i, new Piece(piece.Start, frozen.Start, by));
        }
    }
}
