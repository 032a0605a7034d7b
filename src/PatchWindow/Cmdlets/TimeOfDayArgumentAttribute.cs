using System.Management.Automation;
using PatchWindow.Core.Text;

namespace PatchWindow.Cmdlets;

/// <summary>Lets a TimeSpan parameter that is a time of day be typed as a clock shows it: <c>22:00</c>, <c>7:30</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeOfDayArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;

        // 22 and 22d are numbers to PowerShell, and a number would count as ticks; a DateTime would bring its day along.
        if (value is null or TimeSpan) return inputData!;
        var text = value as string ?? inputData!.ToString() ?? "";
        return TimeOfDayParser.Parse(text).TryGet(out var time, out var problem)
            ? time
            : throw new ArgumentTransformationMetadataException($"{problem.Message} {problem.Suggestion}");
    }
}
