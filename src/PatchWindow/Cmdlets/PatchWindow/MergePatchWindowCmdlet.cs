using System.Management.Automation;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Cmdlets;

/// <summary>Makes one set of windows of two: the time of either, of both, or of the first without the second.</summary>
/// <remarks>
/// <para>The windows that come out share no time and are as long as they can be. Sources lists the windows each was made of.
/// Windows that a freeze takes away count for nothing.</para>
/// <para>Times are on the clock of the first window's time zone. Where windows of several policies make one, its Policy is empty and
/// Schedule names them. The cutoff lies as long before the end as the longest of the sources' did; in a union it is the latest.</para>
/// </remarks>
/// <example>
/// <para>When two tiers can be patched together, in the next three months</para>
/// <code>$to = [DateTimeOffset]::Now.AddDays(90); Get-PatchWindow prod-web -To $to | Merge-PatchWindow Intersection -With (Get-PatchWindow db-cluster -To $to)</code>
/// </example>
/// <example>
/// <para>When anything may be patched at all</para>
/// <code>Get-PatchWindow -First 5 | Merge-PatchWindow Union</code>
/// </example>
/// <example>
/// <para>The windows of one policy outside those of another</para>
/// <code>Get-PatchWindow lab -First 5 | Merge-PatchWindow Difference -With (Get-PatchWindow this-machine -First 5)</code>
/// </example>
/// <seealso cref="GetPatchWindowCmdlet"/>
[Cmdlet(VerbsData.Merge, "PatchWindow")]
[OutputType(typeof(Window))]
public sealed class MergePatchWindowCmdlet : PatchWindowCmdlet
{
    private readonly List<Window> first = [];

    /// <summary>Union, Intersection or Difference.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public WindowSetOperation Operation { get; set; }

    /// <summary>The windows of the second set. A union needs none: the windows piped in are united.</summary>
    [Parameter(Position = 1)]
    [AllowEmptyCollection]
    public Window[] With { get; set => field = [.. (value ?? []).Where(w => w is not null)]; } = [];

    /// <summary>The windows of the first set, as Get-PatchWindow writes them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public Window[] InputObject { get; set; } = [];

    protected override void BeginProcessing()
    {
        if (Operation != WindowSetOperation.Union && !MyInvocation.BoundParameters.ContainsKey(nameof(With)))
        {
            ThrowTerminatingError(ErrorRecords.From(new Finding
            {
                Code = "WithMissing",
                Kind = FindingKind.InvalidArgument,
                Message = $"A set has {(Operation == WindowSetOperation.Difference ? "a difference" : "an intersection")} with another set, and -With is not given.",
                Suggestion = "Add the other windows: -With (Get-PatchWindow db-cluster -First 20).",
            }));
        }
    }

    protected override void Process() => first.AddRange(InputObject);

    protected override void Finish()
    {
        foreach (var window in WindowService.Merge(Operation, first, With, SessionClock.Now)) WriteObject(window);
    }
}
