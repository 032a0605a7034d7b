using System.Management.Automation;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Cmdlets;

/// <summary>Tells whether work could start now: whether a window is open, before its cutoff, with room for it.</summary>
/// <remarks>
/// <para>Writes True when at least one of the policies asked about would let work start. With -Explain it writes the decision
/// for each policy instead, with the reason and when it will change.</para>
/// <para>A host that two policies claim, or that a faulty one claims, has one decision: PolicyConflict or PolicyInvalid.</para>
/// <para>Policies can be piped in, by name or as objects; so can hosts, and windows for the policies they are of.</para>
/// </remarks>
/// <example>
/// <para>May something be started on this machine now?</para>
/// <code>Test-PatchWindow -HostName localhost</code>
/// </example>
/// <example>
/// <para>Is there room for two hours at a moment, and if not, why not?</para>
/// <code>Test-PatchWindow prod-web -At 2026-12-11T22:30:00+01:00 -For 2h -Explain</code>
/// </example>
/// <seealso cref="GetPatchWindowCmdlet"/>
[Cmdlet(VerbsDiagnostic.Test, "PatchWindow", DefaultParameterSetName = PolicySet)]
[OutputType(typeof(bool), typeof(Decision))]
public sealed class TestPatchWindowCmdlet : PolicyQuestionCmdlet
{
    private readonly List<Outcome<Decision>> decisions = [];
    private readonly HashSet<(string Policies, string Hosts)> asked = [];

    /// <summary>The moment. Without it, now.</summary>
    [Parameter]
    public DateTimeOffset? At { get; set; }

    /// <summary>Writes the decision for each policy asked about, with its reason, instead of True or False.</summary>
    [Parameter]
    public SwitchParameter Explain { get; set; }

    protected override void Process()
    {
        if (ParameterSetName == ObjectSet)
        {
            foreach (var policy in InputObject) decisions.AddRange(Session.Windows.Decide(policy, At, For));
        }
        else if (asked.Add((string.Join(",", Policy), string.Join(",", HostName))))
        {
            // Once for all windows of a policy that are piped in.
            UseConfiguredPolicies();
            decisions.AddRange(Session.Windows.Decide(new WindowRequest { Policies = Policy, HostNames = HostName }, At, For));
        }
    }

    protected override void Finish()
    {
        foreach (var decision in decisions)
        {
            if (decision.Problem is { } problem) WriteFinding(problem);
            else if (Explain) WriteObject(decision.Value);
        }

        if (!Explain) WriteObject(decisions.Exists(d => d.IsSuccess && d.Value.Applies));
    }
}
