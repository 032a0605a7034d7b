using PatchWindow.Core.Filters;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Core.Policies;

/// <summary>
/// Which patches are meant: <c>exploited or severity >= Important and not name like linux-*</c>. The words on the left are
/// exploited, severity, cvss, cve, advisory, classification, name, source and behind; <c>*</c> is every patch.
/// </summary>
public sealed class PatchFilter
{
    private readonly Func<PendingPatch, bool> test;

    private PatchFilter(string text, Func<PendingPatch, bool> test)
    {
        Text = text;
        this.test = test;
    }

    /// <summary>The filter as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a filter; a problem shows the place with a caret.</summary>
    public static Outcome<PatchFilter> Parse(string text) =>
        new FilterParser<PendingPatch>(text, PatchWords.Instance).Parse().TryGet(out var filter, out var problem) ? new PatchFilter(text, filter.Test) : problem;

    public bool Matches(PendingPatch patch) => test(patch);
}
