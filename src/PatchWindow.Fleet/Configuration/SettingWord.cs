using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace PatchWindow.Fleet.Configuration;

/// <summary>A word of a policy, as the property of the contract that carries it.</summary>
internal sealed class SettingWord
{
    private static readonly ConcurrentDictionary<Type, SettingWord[]> Known = new();
    private readonly PropertyInfo property;

    private SettingWord(PropertyInfo property)
    {
        this.property = property;
        Name = property.Name == nameof(Schedule.RRule) ? "rrule" : char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);
        var type = property.PropertyType;
        IsObject = IsOurs(type);
        IsListOfObjects = type.IsGenericType && typeof(IList).IsAssignableFrom(type) && IsOurs(type.GetGenericArguments()[0]);
    }

    /// <summary>As it is written.</summary>
    public string Name { get; }

    /// <summary>Whether its value is an object with words of its own.</summary>
    public bool IsObject { get; }

    /// <summary>Whether its value is a list of such objects.</summary>
    public bool IsListOfObjects { get; }

    /// <summary>The words of a type, in the order in which it has them.</summary>
    public static IReadOnlyList<SettingWord> Of(Type type) => Known.GetOrAdd(type, t =>
        [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && !IsBeside(p)).Select(p => new SettingWord(p))]);

    public object? ValueOf(object instance) => property.GetValue(instance);

    /// <summary>An object of the property's type in which nothing is written.</summary>
    public object MakeObject() => Activator.CreateInstance(property.PropertyType)!;

    /// <summary>What a value is as text; null where there is none.</summary>
    public string? TextOf(object? value) => value switch
    {
        null or "" => null,
        TimeSpan time when property.Name == nameof(Schedule.At) => time.ToString(time.Seconds == 0 ? @"hh\:mm" : @"hh\:mm\:ss", CultureInfo.InvariantCulture),
        TimeSpan duration => DurationText.Format(duration),
        DateTime moment => MomentText.Format(moment),
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(TextOf)) is { Length: > 0 } texts ? texts : null,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>What holds where nothing is written; null for nothing.</summary>
    /// <param name="value">The property's value then.</param>
    public string? Default(object? value) => TextOf(value) ?? (property.DeclaringType!.Name, property.Name) switch
    {
        // Defaults that depend on what stands beside or above, so that the contract has none; and no limits, which are no nothing.
        (nameof(Policy), nameof(Policy.TimeZone)) => "UTC",
        (nameof(Schedule), nameof(Schedule.DurationMode)) => nameof(DurationMode.Elapsed),
        (nameof(Policy), nameof(Policy.Approve)) => "everything",
        (nameof(ApprovalRule), nameof(ApprovalRule.Classification) or nameof(ApprovalRule.Include)) => "any",
        _ => null,
    };

    // What a policy has beside its words: its key, and what was read from the words.
    private static bool IsBeside(PropertyInfo property) => (property.DeclaringType!.Name, property.Name) is
        (nameof(Policy), nameof(Policy.Name)) or (nameof(Freeze), nameof(Freeze.Schedules));

    private static bool IsOurs(Type type) => type is { IsClass: true, IsArray: false } && type.Assembly == typeof(Policy).Assembly;
}
