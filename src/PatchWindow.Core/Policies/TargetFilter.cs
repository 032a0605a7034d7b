using PatchWindow.Core.Filters;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Core.Policies;

/// <summary>
/// Which hosts are meant: <c>env = prod and (role in (web, api) or name like db*) and not pinned</c>. A word on the left is a
/// tag, or <c>name</c>, <c>address</c>, <c>transport</c>; a word that stands alone asks whether the host has that tag;
/// <c>*</c> is every host. Values are compared without regard to letter case; <c>like</c> takes <c>*</c> and <c>?</c>.
/// </summary>
public sealed class TargetFilter
{
    private readonly Func<ManagedHost, bool> test;

    internal TargetFilter(string text, Func<ManagedHost, bool> test, IReadOnlyList<FilterNeed>? needs = null)
    {
        Text = text;
        this.test = test;
        Needs = needs ?? [];
    }

    /// <summary>The filter that matches no host.</summary>
    public static TargetFilter Nothing { get; } = new("", _ => false);

    /// <summary>The filter that matches every host.</summary>
    public static TargetFilter Everything { get; } = new("*", _ => true);

    /// <summary>The filter as it was written.</summary>
    public string Text { get; }

    /// <summary>What every host that it matches has, as far as that can be said simply.</summary>
    internal IReadOnlyList<FilterNeed> Needs { get; }

    /// <summary>Reads a filter; a problem shows the place with a caret.</summary>
    public static Outcome<TargetFilter> Parse(string text) =>
        new FilterParser<ManagedHost>(text, HostWords.Instance).Parse().TryGet(out var filter, out var problem)
            ? new TargetFilter(text, filter.Test, filter.Needs)
            : problem;

    public bool Matches(ManagedHost host) => test(host);

    /// <summary>
    /// The first tag that the filter looks for on a host and does not find; null where more tags would not change its answer. A filter
    /// stops at the first condition that settles it: "env = prod and not pinned" never looks for "pinned" on a host of another env.
    /// </summary>
    public string? MissingTag(ManagedHost host)
    {
        string? first = null;
        if (new FilterParser<ManagedHost>(Text, new HostWords(tag => first ??= tag)).Parse().TryGet(out var filter, out _)) _ = filter.Test(host);
        return first;
    }
}
