using PatchWindow.Core.Text;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// Leaves the reading or writing of a schedule at its first fault; never leaves <see cref="VendorFormat"/>, which makes a
/// finding of it.
/// </summary>
#pragma warning disable CA1032, CA1064 // A private signal, not an exception for others.
internal sealed class FormatFault : Exception
{
    /// <param name="reason">A sentence that names the word or the thing it is about.</param>
    /// <param name="suggestion">What to write instead.</param>
    public FormatFault(string reason, string? suggestion = null)
        : base(reason) => Suggestion = suggestion;

    /// <summary>A fault that somebody else has found and named already.</summary>
    public FormatFault(Finding problem)
        : base(problem.Message) => Problem = problem;

    public string? Suggestion { get; }

    public Finding? Problem { get; }

    /// <summary>A word that is not one of those that may stand there, with the nearest of them.</summary>
    public static FormatFault Word(string word, string reason, IEnumerable<string> right, string? suggestion = null) =>
        new($"'{word}' {reason}.{NearestWord.Question(NearestWord.To(word, right))}", suggestion);
}
#pragma warning restore CA1032, CA1064
