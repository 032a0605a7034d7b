namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>
/// A text that a person has read and approved, in a file beside the tests. Where what is received differs, it tells the first lines
/// that do. With <see cref="Variable"/> set it writes what it received over the approved file, and fails all the same: a run that
/// approves by itself has checked nothing.
/// </summary>
internal static class ApprovedText
{
    public const string Variable = "PATCHWINDOW_APPROVE";

    private const int Context = 3, Shown = 12;

    /// <summary>What to say of a difference; null where there is none.</summary>
    /// <param name="path">The approved file.</param>
    /// <param name="received">What is to be compared with it.</param>
    /// <param name="approve">Whether the file is to be rewritten where it differs.</param>
    public static string? Difference(string path, string received, bool approve)
    {
        // Git may have checked it out with other line ends.
        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;
        if (approved == received) return null;
        if (!approve) return Describe(path, approved, received);
        File.WriteAllText(path, received);
        return $"{path} has been {(approved is null ? "written" : "rewritten")}, because {Variable} is set. Read what has changed (git diff) before you commit it, and run the tests again without the variable.";
    }

    private static string Describe(string path, string? approved, string received)
    {
        var how = $"Where the new lines are right, run the test again with {Variable}=1 in the environment, and read the diff.";
        if (approved is null) return $"There is no approved file {path}. {how}";
        var (old, now) = (approved.Split('\n'), received.Split('\n'));
        var first = Enumerable.Range(0, Math.Max(old.Length, now.Length)).First(i => i >= old.Length || i >= now.Length || old[i] != now[i]);
        var lines = new List<string> { $"{path}, line {first + 1}, is not what is approved (- approved, + received):" };
        lines.AddRange(now.Take(first).Skip(Math.Max(0, first - Context)).Select(l => "  " + l));
        lines.AddRange(old.Skip(first).Take(Shown).Select(l => "- " + l));
        lines.AddRange(now.Skip(first).Take(Shown).Select(l => "+ " + l));
        return string.Join('\n', [.. lines, how]);
    }
}
