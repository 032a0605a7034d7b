using System.Collections;
using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>
/// Lets only text be a name. Without it PowerShell takes any object that nothing else wants for its ToString, and a policy
/// that a script has changed would be looked up by its name in the configuration, unchanged.
/// </summary>
/// <param name="named">The types whose objects stand for their names.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextArgumentAttribute(params Type[] named) : ArgumentTransformationAttribute
{
    /// <summary>The types whose objects stand for their names.</summary>
    public Type[] Named => named;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = Unwrapped(inputData);
        if (value is IEnumerable items and not string)
        {
            foreach (var item in items) Check(Unwrapped(item));
        }
        else
        {
            Check(value);
        }

        return inputData;
    }

    private void Check(object? value)
    {
        if (value is null or string || value.GetType().IsPrimitive || Array.Exists(named, n => n.IsInstanceOfType(value))) return;
        var message = $"Text is taken here, and no {value.GetType().Name}. Give its name, or pipe it to a cmdlet that takes the object itself.";

        // The inner exception's type makes the pipeline look on for a parameter that takes the object as it is.
        throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }

    private static object? Unwrapped(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
