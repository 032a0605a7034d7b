using System.Collections;
using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Lets schedules be typed as text beside those that New-PatchSchedule makes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ScheduleArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Unwrapped(inputData) switch
    {
        string text => new Schedule { Text = text },
        IEnumerable items and not IDictionary => items.Cast<object?>().Select(i => Unwrapped(i) is string text ? new Schedule { Text = text } : i).ToArray(),
        _ => inputData,
    };

    private static object? Unwrapped(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
