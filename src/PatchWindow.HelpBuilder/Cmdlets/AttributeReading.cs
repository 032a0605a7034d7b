using System.Collections.ObjectModel;
using System.Reflection;

namespace PatchWindow.HelpBuilder.Cmdlets;

/// <summary>Reads attributes as data: a type in a MetadataLoadContext cannot make an attribute object.</summary>
internal static class AttributeReading
{
    private const string Engine = "System.Management.Automation.";

    /// <summary>
    /// The attributes of the PowerShell engine with that name, such as <c>Parameter</c>, in source order.
    /// </summary>
    public static IEnumerable<CustomAttributeData> EngineAttributes(this MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType.FullName == $"{Engine}{name}Attribute");

    public static T? Named<T>(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name)
            .Select(argument => (T?)argument.TypedValue.Value).FirstOrDefault();

    /// <summary>Every value given to the constructor, with <c>params</c> arrays opened.</summary>
    public static IEnumerable<object> Values(this CustomAttributeData attribute) =>
        attribute.ConstructorArguments
            .SelectMany(argument => argument.Value is ReadOnlyCollection<CustomAttributeTypedArgument> many
                ? many.Select(one => one.Value) : [argument.Value])
            .OfType<object>();
}
