using System.Management.Automation;
using PatchWindow.Core.Text;

namespace PatchWindow.Cmdlets;

/// <summary>Lets a TimeSpan parameter be typed as people write durations: <c>4h</c>, <c>1h30m</c>, <c>3d</c>, <c>PT4H</c>, <c>01:30</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;

        // 7d and 30s are numbers to PowerShell (a decimal, an Int16), and a number would count as ticks; what was typed survives
        // as the text of the wrapped literal.
        var text = value switch
        {
            string typed => typed,
            TimeSpan => null,
            IFormattable => inputData.ToString(),
            _ => null,
        };
        if (text is null) return inputData;
        return DurationParser.Parse(text).TryGet(out var duration, out var problem)
            ? duration
            : throw new ArgumentTransformationMetadataException($"{problem.Message} {problem.Suggestion}");
    }
}
