namespace PatchWindow.Fleet.PackageManagers.Rpm;

/// <summary>The order of rpm's versions (epoch:version-release), as rpm itself has it (rpm 4.18, rpmvercmp.c).</summary>
internal sealed class RpmVersions : IComparer<string>
{
    public static RpmVersions Order { get; } = new();

    /// <summary>The same version without an epoch of 0, which some of dnf's commands write and others do not.</summary>
    public static string WithoutNoEpoch(string version) => version.StartsWith("0:", StringComparison.Ordinal) ? version.Substring(2) : version;

    public int Compare(string? x, string? y) => EpochVersion.Compare(x, y, Segments);

    // Runs of digits and runs of letters, one against the other; what stands between them only divides. A tilde is less than the end, a
    // caret is more than it and less than anything else.
    private static int Segments(string a, string b)
    {
        var (i, j) = (0, 0);
        while (true)
        {
            while (i < a.Length && IsBetween(a[i])) i++;
            while (j < b.Length && IsBetween(b[j])) j++;
            if (At(a, i) == '~' || At(b, j) == '~')
            {
                if (At(a, i) != '~') return 1;
                if (At(b, j) != '~') return -1;
                (i, j) = (i + 1, j + 1);
                continue;
            }

            if (At(a, i) == '^' || At(b, j) == '^')
            {
                if (i >= a.Length) return -1;
                if (j >= b.Length) return 1;
                if (At(a, i) != '^') return 1;
                if (At(b, j) != '^') return -1;
                (i, j) = (i + 1, j + 1);
                continue;
            }

            if (i >= a.Length || j >= b.Length) return (i < a.Length).CompareTo(j < b.Length);
            var number = IsDigit(a[i]);
            var (one, other) = (Run(a, ref i, number), Run(b, ref j, number));
            // A number is newer than letters.
            if (other.Length == 0) return number ? 1 : -1;
            if (number && one.Length != other.Length) return one.Length.CompareTo(other.Length);
            if (string.CompareOrdinal(one, other) is not 0 and var order) return order;
        }
    }

    private static string Run(string text, ref int index, bool number)
    {
        var start = index;
        while (index < text.Length && (number ? IsDigit(text[index]) : IsLetter(text[index]))) index++;
        var run = text.Substring(start, index - start);
        return number && run.Length > 0 ? run.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0" : run;
    }

    private static char At(string text, int index) => index < text.Length ? text[index] : '\0';

    private static bool IsBetween(char c) => !IsDigit(c) && !IsLetter(c) && c is not ('~' or '^');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
