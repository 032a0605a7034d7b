using System.Reflection;

namespace PatchWindow.HelpBuilder.Docs;

/// <summary>The compiler's ids for documented members (ECMA-334, annex D.4.2), as far as help needs them.</summary>
internal static class DocId
{
    public static string Of(Type type) => "T:" + Name(type);

    public static string Of(PropertyInfo property) => $"P:{Name(property.DeclaringType!)}.{property.Name}";

    public static string Of(FieldInfo field) => $"F:{Name(field.DeclaringType!)}.{field.Name}";

    private static string Name(Type type)
    {
        // A property inherited from Base<Thing> is documented once, on Base`1.
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return (definition.FullName ?? definition.Name).Replace('+', '.');
    }
}
