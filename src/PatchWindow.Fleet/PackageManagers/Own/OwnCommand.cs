namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>
/// A program and its arguments, which a host runs as they are: no word of them is ever read by a shell. A script is one too, with
/// its text as an argument of <c>sh -c</c>; so its own syntax errors, <c>exit</c> and line numbers stay its own.
/// </summary>
/// <param name="Words">The program, and what follows it.</param>
/// <param name="Shown">How it is named in messages.</param>
public sealed record OwnCommand(IReadOnlyList<string> Words, string Shown)
{
    /// <summary>Longer than any script should be. Linux takes no argument of more than 128 KiB (execve(2), MAX_ARG_STRLEN).</summary>
    public const int LongestScript = 64 << 10;

    /// <summary>A program and its arguments.</summary>
    public static OwnCommand Of(IReadOnlyList<string> words) => new(words, words[0]);

    /// <summary>A script for the host's own <c>sh</c>.</summary>
    /// <param name="file">Its name, which it also has in its own messages.</param>
    /// <param name="text">What stands in it.</param>
    public static OwnCommand OfScript(string file, string text) => new(["sh", "-c", text, file], file) { IsScript = true };

    public bool IsScript { get; private init; }
}
