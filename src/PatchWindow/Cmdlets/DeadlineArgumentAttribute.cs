using System.Collections;
using System.Management.Automation;
using PatchWindow.Core.Policies;

namespace PatchWindow.Cmdlets;

/// <summary>Lets deadlines be typed as a hashtable: <c>@{ Critical = '7d'; Important = '30d' }</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DeadlineArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not IDictionary words) return inputData;
        var texts = words.Cast<DictionaryEntry>().Select(e => new KeyValuePair<string, string>(e.Key.ToString() ?? "", TextOf(e.Value)));
        return DeadlineWords.Read(texts).TryGet(out var rule, out var problem)
            ? rule
            : throw new ArgumentTransformationMetadataException($"{problem} {problem.Suggestion}");
    }

    private static string TextOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) is TimeSpan time
        ? DurationText.Format(time)
        : value?.ToString() ?? "";
}
