using System.Collections;
using System.Reflection;

namespace PatchWindow.Tests;

/// <summary>What the pipeline carries: plain classes that both PowerShells can make, read and keep.</summary>
public sealed class ContractsShapeTests
{
    private static readonly Type[] Types = [.. typeof(Schedule).Assembly.GetExportedTypes()];

    [Fact]
    public void Every_public_type_is_in_the_one_namespace_that_scripts_write() =>
        Assert.All(Types, t => Assert.Equal("PatchWindow", t.Namespace));

    [Fact]
    public void Every_class_is_sealed_or_static_and_can_be_made_without_arguments() =>
        Assert.All(Types.Where(t => t.IsClass && !(t.IsAbstract && t.IsSealed)), t =>
        {
            Assert.True(t.IsSealed, t.Name);
            Assert.NotNull(t.GetConstructor([]));
        });

    [Fact]
    public void Every_property_is_of_a_type_of_the_base_class_library_or_our_own() =>
        Assert.All(Types.SelectMany(t => t.GetProperties()), p => Assert.All(Parts(p.PropertyType), part =>
            Assert.True(part.Namespace is "PatchWindow" or "System" or "System.Collections.Generic", $"{p.DeclaringType!.Name}.{p.Name} is {part}")));

    [Fact]
    public void What_a_script_sets_to_an_unset_variable_is_empty_and_not_null()
    {
        var nullability = new NullabilityInfoContext();
        var settable = Types.SelectMany(t => t.GetProperties()).Where(p => p.CanWrite && !p.PropertyType.IsValueType
            && p.PropertyType != typeof(string) && nullability.Create(p).ReadState == NullabilityState.NotNull).ToList();
        Assert.Contains(settable, p => p.Name == nameof(Schedule.Exclude));
        Assert.All(settable, property =>
        {
            var owner = Activator.CreateInstance(property.DeclaringType!);
            property.SetValue(owner, null);
            var value = property.GetValue(owner);
            Assert.True(value is not null, $"{property.DeclaringType!.Name}.{property.Name}");
            if (value is IEnumerable list) Assert.Empty(list);
        });
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsArray ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Append(type);
}
