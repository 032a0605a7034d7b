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
    /// <param name="hostZone">The zone that <c>host</c> stands for.</param>
    /// <param name="by">The freeze that cancelled it, or the last that took something away; null when none did.</param>
    public static IReadOnlyList<Piece> Trim(
        Occurrence occurrence, IReadOnlyList<CompiledFreeze> freezes, DateTimeZone hostZone, out Freeze? by)
    {
        by = null;
        var minimum = Duration.Zero;
        var pieces = new List<Piece> { new(occurrence.Start, occurrence.End, null) };
        foreach (var freeze in freezes)
        {
            var frozen = freeze.On(hostZone);
            if (!Touches(frozen, occurrence.Start, occurrence.End)) continue;
            by = freeze.Source;
            if (by.Mode == FreezeMode.Cancel) return [];
            minimum = Duration.Max(minimum, Duration.FromTimeSpan(by.Minimum));
            pieces = [.. pieces.SelectMany(piece => Without(piece, frozen, freeze.Source))];
        }

        return [.. pieces.Where(piece => piece.End - piece.Start >= minimum)];
    }

    /// <summary>Whether any freeze shares time with the occurrence.</summary>
    public static bool Touches(Occurrence occurrence, IReadOnlyList<CompiledFreeze> freezes, DateTimeZone hostZone)
    {
        for (var i = 0; i < freezes.Count; i++)
        {
            if (Touches(freezes[i].On(hostZone), occurrence.Start, occurrence.End)) return true;
        }

        return false;
    }

    private static bool Touches(Interval frozen, Instant start, Instant end) =>
        frozen.Start < end && frozen.End > start && frozen.Start < frozen.End;

    private static IEnumerable<Piece> Without(Piece piece, Interval frozen, Freeze by)
    {
        if (!Touches(frozen, piece.Start, piece.End))
        {
            yield return piece;
            yield break;
        }

        if (frozen.Start > piece.Start) yield return new Piece(piece.Start, frozen.Start, by);
        if (frozen.End < piece.End) yield return new Piece(frozen.End, piece.End, by);
    }
}
