using System.Collections;
using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>
/// Lets a deferral, an approval and a denial stand for the patch that they are of. Bound by their Host alone, they would stand for
/// everything on that host.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PatchArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PatchOf(inputData) ?? inputData switch
        {
            IEnumerable items and not (string or IDictionary) => items.Cast<object?>().Select(i => PatchOf(i) ?? i).ToArray(),
            _ => inputData,
        };

    private static PendingPatch? PatchOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        Deferral d => new() { Host = d.Host, Name = d.Name, Version = d.Version },
        Approval a => new() { Host = a.Host, Name = a.Name, Version = a.Version },
        _ => null,
    };
}
