using System.Collections;
using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>
/// Lets a deferral stand for the patch that it is of. Bound by its Host alone, it would stand for everything on that host.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PatchArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Unwrapped(inputData) switch
    {
        Deferral deferral => PatchOf(deferral),
        IEnumerable items and not (string or IDictionary) => items.Cast<object?>().Select(i => Unwrapped(i) is Deferral d ? PatchOf(d) : i).ToArray(),
        _ => inputData,
    };

    private static PendingPatch PatchOf(Deferral deferral) =>
        new() { Host = deferral.Host, Name = deferral.Name, Version = deferral.Version };

    private static object? Unwrapped(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
