using PatchWindow.Core.Policies;
using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Policies;

/// <summary>A policy that a script has made, or changed: it stands in no file, and its places begin at the policy itself.</summary>
public static class PolicyInHand
{
    /// <summary>The compiled policy, or null when it has a fault.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="findings">Receives what is wrong; Path is the place in the policy (<c>schedules[0].text</c>).</param>
    public static CompiledPolicy? Compile(Policy policy, ICollection<Finding> findings)
    {
        var found = new List<Finding>();
        var compiled = PolicyCompiler.Compile(policy, found);
        foreach (var finding in found) findings.Add(Placed(finding, policy.Name));
        return compiled;
    }

    /// <summary>A finding whose Path is a place in a configuration, with its place in the policy.</summary>
    internal static Finding Placed(Finding finding, string policy)
    {
        var prefix = $"policies:{policy}:";
        var path = finding.Path ?? "";
        return finding with { Path = SettingPath.Of(path.StartsWith(prefix, StringComparison.Ordinal) ? path.Substring(prefix.Length) : path) };
    }
}
