namespace PatchWindow.HelpBuilder;

/// <summary>The arguments of one run.</summary>
internal sealed record CommandLine(
    string Assembly, string Documentation, string Output, IReadOnlyList<string> References, IReadOnlyList<string> Docs,
    IReadOnlyList<string> About)
{
    public const string Usage =
        "usage: PatchWindow.HelpBuilder CMDLETS.dll CMDLETS.xml OUTPUT.dll-Help.xml "
        + "[--reference DIR]... [--docs FILE.xml]... [--about DIR]...";

    /// <exception cref="UsageException">The arguments do not name one run.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var positional = new List<string>();
        var options = new Dictionary<string, List<string>> { ["--reference"] = [], ["--docs"] = [], ["--about"] = [] };
        for (var i = 0; i < arguments.Count; i++)
            if (options.TryGetValue(arguments[i], out var values))
                values.Add(++i < arguments.Count
                    ? arguments[i]
                    : throw new UsageException($"{arguments[i - 1]} needs a value"));
            else if (arguments[i].StartsWith("--", StringComparison.Ordinal))
                throw new UsageException($"unknown option {arguments[i]}");
            else
                positional.Add(arguments[i]);

        if (positional.Count != 3)
            throw new UsageException($"expected 3 paths, got {positional.Count}");
        foreach (var file in positional.Take(2).Concat(options["--docs"]).Where(file => !File.Exists(file)))
            throw new UsageException($"{file} does not exist");
        foreach (var folder in options["--reference"].Concat(options["--about"]))
            if (!Directory.Exists(folder))
                throw new UsageException($"folder {folder} does not exist");

        return new CommandLine(
            positional[0], positional[1], positional[2], options["--reference"], options["--docs"], options["--about"]);
    }
}

/// <summary>The command line is wrong; the message says how.</summary>
internal sealed class UsageException(string message) : Exception(message);
