namespace PatchWindow.Console;

/// <summary>The word someone probably meant: the one fewest typing slips away, or none when all are far.</summary>
internal static class NearestWord
{
    public static string? Find(string typed, IEnumerable<string> words)
    {
        string? best = null;
        // One slip in three letters is a slip; more is another word.
        var limit = Math.Max(1, typed.Length / 3) + 1;
        foreach (var word in words)
        {
            var distance = Slips(typed.ToUpperInvariant(), word.ToUpperInvariant());
            if (distance < limit)
                (best, limit) = (word, distance);
        }

        return best;
    }

    /// <summary>Damerau's distance: letters added, dropped, replaced, or swapped with their neighbour.</summary>
    private static int Slips(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
