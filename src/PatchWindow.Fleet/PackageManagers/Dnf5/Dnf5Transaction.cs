using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Dnf5;

/// <summary>
/// What dnf 5 would do, as <c>resolve</c> of <c>dnf5.sh</c> prints it. It has no such output for machines; its table is one with fixed
/// headings, never cut where it goes to no terminal, and with a summary that its rows are counted against.
/// </summary>
/// <param name="Installs">What would come in.</param>
/// <param name="Removes">What would go, and nothing newer of its name come in.</param>
/// <param name="Remarks">What it says beside.</param>
internal sealed record Dnf5Transaction(IReadOnlyList<Dnf5Item> Installs, IReadOnlyList<string> Removes, IReadOnlyList<string> Remarks)
{
    private static readonly Regex Summary = new(@"\A (?<what>[A-Z][a-z ]+): +(?<count>[0-9]+) packages?\z", RegexOptions.CultureInvariant);
    private static readonly string[] Incoming = ["Installing", "Upgrading", "Downgrading", "Reinstalling"];

    public static Outcome<Dnf5Transaction> Read(string host, OutputFrame frame)
    {
        var items = new List<Dnf5Item>();
        var removed = new List<string>();
        var replaced = new List<string>();
        var remarks = new List<string>();
        var counted = new Dictionary<string, int>(StringComparer.Ordinal);
        var announced = new Dictionary<string, int>(StringComparer.Ordinal);
        var section = "";
        foreach (var line in frame.Lines)
        {
            var text = line.Text;
            if (text.StartsWith("! ", StringComparison.Ordinal))
            {
                remarks.Add(text.Substring(2));
            }
            else if (text.Trim().Length == 0 || text == "Nothing to do." || text.StartsWith("Package ", StringComparison.Ordinal))
            {
                continue;
            }
            else if (section == "Transaction Summary")
            {
                if (Summary.Match(text) is not { Success: true } match) return Unreadable(host, line);
                announced[match.Groups["what"].Value] = int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
            }
            else if (text[0] != ' ')
            {
                if (!text.EndsWith(":", StringComparison.Ordinal)) return Unreadable(host, line);
                section = text.Substring(0, text.Length - 1);
            }
            else
            {
                var words = text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
                var isReplaced = words[0] == "replacing";
                var item = Item(isReplaced ? [.. words.Skip(1)] : words);
                var kind = isReplaced ? "Replacing" : section.Split(' ')[0];
                // Of what it changes nothing but why it is there it says nothing that matters here.
                if (section.StartsWith("Changing reason", StringComparison.Ordinal)) continue;
                if (item is null) return Unreadable(host, line);
                counted[kind] = counted.TryGetValue(kind, out var count) ? count + 1 : 1;
                if (isReplaced) replaced.Add(item.Name);
                else if (kind == "Removing") removed.Add(item.Name);
                else if (Incoming.Contains(kind)) items.Add(item);
                else if (kind != "Skipping") return Unreadable(host, line);
            }
        }

        // Versions before 5.4 do not count what they pass over, nor what is replaced.
        foreach (var kind in Incoming.Append("Removing"))
        {
            var (rows, said) = (counted.TryGetValue(kind, out var c) ? c : 0, announced.TryGetValue(kind, out var a) ? a : 0);
            if (rows != said) return OutputProblems.CutShort(host, $"dnf5 has {said} packages under '{kind}' and shows {rows}");
        }

        var incoming = new HashSet<string>(items.Select(item => item.Name), StringComparer.Ordinal);
        return new Dnf5Transaction(items, [.. removed.Concat(replaced).Where(name => !incoming.Contains(name)).Distinct()], remarks);
    }

    /// <summary>Why a package is left out, by what dnf remarks; null where it says nothing of it.</summary>
    /// <param name="nevras">The package as it may stand there, installed and new.</param>
    public string? WhyNot(params string[] nevras)
    {
        // "Problem 1: ...", and the reasons below, indented.
        var problems = new List<List<string>>();
        foreach (var remark in Remarks)
        {
            if (Regex.IsMatch(remark, @"\A *Problem(?: \d+)?: ")) problems.Add([Regex.Replace(remark, @"\A *Problem(?: \d+)?: ", "")]);
            else if (problems.Count > 0 && Regex.Match(remark, @"\A +- (?<why>.*)\z") is { Success: true } why) problems[problems.Count - 1].Add(why.Groups["why"].Value);
        }

        var its = problems.Find(problem => problem.Exists(text => text.Split(' ').Intersect(nevras).Any()));
        return its is null ? null : Quoted.Line(string.Join("; ", its));
    }

    private static Dnf5Item? Item(IReadOnlyList<string> words) =>
        words.Count >= 4 && RpmNames.IsName(words[0]) && RpmNames.IsName(words[1]) && RpmNames.IsVersion(words[2])
            ? new Dnf5Item(words[0], words[1], RpmVersions.WithoutNoEpoch(words[2]))
            : null;

    private static Finding Unreadable(string host, OutputLine line) => OutputProblems.Unreadable(host, line, "what dnf5 would install");
}

/// <summary>A package of a transaction.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Architecture">What it is built for.</param>
/// <param name="Version">Its version, without an epoch of 0.</param>
internal sealed record Dnf5Item(string Name, string Architecture, string Version);
