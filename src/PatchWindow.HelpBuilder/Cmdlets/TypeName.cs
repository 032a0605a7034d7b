namespace PatchWindow.HelpBuilder.Cmdlets;

/// <summary>
/// The name of a type as PowerShell people write it: <c>DateTime</c> for a nullable one, <c>String[]</c>.
/// </summary>
internal static class TypeName
{
    public static string Short(Type type) => Of(Value(type), plain => plain.Name);

    public static string Full(Type type) => Of(Value(type), plain => (plain.FullName ?? plain.Name).Replace('+', '.'));

    /// <summary>The type of one value: without the array and without the question mark.</summary>
    public static Type Element(Type type)
    {
        while (type.IsArray)
            type = type.GetElementType()!;
        return Value(type);
    }

    private static string Of(Type type, Func<Type, string> name)
    {
        if (type.IsArray)
            return Of(type.GetElementType()!, name) + "[]";
        if (!type.IsGenericType)
            return name(type);
        var arguments = type.GetGenericArguments().Select(argument => Of(argument, name));
        return $"{name(type.GetGenericTypeDefinition()).Split('`')[0]}[{string.Join(", ", arguments)}]";
    }

    /// <summary>To a parameter left out is null; that its type says so too is of no interest at a prompt.</summary>
    private static Type Value(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1"
            ? type.GetGenericArguments()[0]
            : type;
}
