namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>The order of Debian's versions, [epoch:]upstream[-revision], as dpkg itself has it (deb-version(7)).</summary>
internal sealed class DebianVersions : IComparer<string>
{
    public static DebianVersions Order { get; } = new();

    public int Compare(string? x, string? y) => EpochVersion.Compare(x, y, Parts);

    // By turns what is no digit, character by character, and a number; what is missing is the number 0.
    private static int Parts(string a, string b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            while ((i < a.Length && !IsDigit(a[i])) || (j < b.Length && !IsDigit(b[j])))
            {
                var (one, other) = (Weight(a, i), Weight(b, j));
                if (one != other) return one.CompareTo(other);
                (i, j) = (i + 1, j + 1);
            }

            var (number, against) = (Digits(a, ref i), Digits(b, ref j));
            // As long as it likes: a date with a time is past what a long can hold.
            if (number.Length != against.Length) return number.Length.CompareTo(against.Length);
            if (string.CompareOrdinal(number, against) is not 0 and var order) return order;
        }

        return 0;
    }

    // A tilde is before the end of a part, and that before letters, and those before all else.
    private static int Weight(string text, int at) =>
        at >= text.Length || IsDigit(text[at]) ? 0
        : text[at] == '~' ? -1
        : text[at] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') ? text[at]
        : text[at] + 256;

    private static string Digits(string text, ref int at)
    {
        while (at < text.Length && text[at] == '0') at++;
        var start = at;
        while (at < text.Length && IsDigit(text[at])) at++;
        return text.Substring(start, at - start);
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
