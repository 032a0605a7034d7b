namespace PatchWindow.Core.Text;

/// <summary>Patterns with <c>*</c> and <c>?</c>, letter case aside: the two wildcards that every tool shares.</summary>
public static class Wildcard
{
    /// <summary>Whether the whole text matches the pattern.</summary>
    public static bool Matches(string pattern, string text)
    {
        // The greedy matcher: remember the last star and where it stood, and come back to it on a mismatch.
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && (pattern[p] == '?' || (pattern[p] != '*' && Same(pattern[p], text[t]))))
            {
                p++;
                t++;
            }
            else if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
