using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Decisions;

/// <summary>The rule that is asked first: is there one policy to go by.</summary>
internal static class PolicyRule
{
    public const string Name = "policy";

    /// <summary>The objection where no policy decides about a host; null where one does.</summary>
    public static Verdict? Ask(ManagedHost host, HostPolicy its)
    {
        if (its.Policy is not null) return null;
        if (its.IsNone) return new(ReasonCode.HostUnknown, $"no policy's targets match the host '{host.Name}'");

        // Before the conflict: the correction may be what takes the host out of the faulty policy.
        return its.Faulty.Count > 0 ? Invalid(its.Faulty[0]) : Conflict(host, its);
    }

    private static Verdict Invalid(FaultyPolicy policy) =>
        new(ReasonCode.PolicyInvalid, $"the policy '{policy.Name}' has a fault ({policy.Fault}); it changes when the file is corrected");

    private static Verdict Conflict(ManagedHost host, HostPolicy its)
    {
        var names = its.Names.Select(n => $"'{n}'").ToList();
        var all = string.Join(", ", names.Take(names.Count - 1)) + " and " + names[names.Count - 1];
        return new(ReasonCode.PolicyConflict,
            $"the host '{host.Name}' matches the targets of {all}, and one policy must decide: write \"(…) and not name = {host.Name}\" in the targets of the others");
    }
}
