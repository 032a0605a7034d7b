using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace PatchWindow.Core.Planning;

/// <summary>A SHA-256 over values that follow each other; each is set off from the next, so that no two lists of values are the same text.</summary>
internal sealed class CanonicalHash : IDisposable
{
    private const byte EndOfValue = 0xFF, NoValue = 0xFE;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly Dictionary<Type, PropertyInfo[]> properties = [];
    private int filled;

    /// <summary>A text; UTF-8 has neither of the bytes that end it or stand for none.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            Add(NoValue);
        }
        else if (text.Length * 3 < buffer.Length / 2)
        {
            if (filled + (text.Length * 3) + 1 > buffer.Length) Flush();
            filled += Encoding.UTF8.GetBytes(text, 0, text.Length, buffer, filled);
        }
        else
        {
            Flush();
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        Add(EndOfValue);
    }

    public void Add(long number)
    {
        if (filled + 9 > buffer.Length) Flush();
        for (var i = 0; i < 8; i++) buffer[filled++] = (byte)(number >> (8 * i));
        buffer[filled++] = EndOfValue;
    }

    /// <summary>An object by all its properties, in order of their names: one that is added some day counts without anyone having to think of it.</summary>
    public void AddObject(object? value)
    {
        switch (value)
        {
            case null: Add((string?)null); break;
            case string text: Add(text); break;
            case TimeSpan time: Add(time.Ticks); break;
            case DateTime moment: Add(moment.Ticks); break;
            case IFormattable formattable: Add(formattable.ToString(null, CultureInfo.InvariantCulture)); break;
            case ValueType other: Add(other.ToString()); break;
            case IEnumerable items:
                foreach (var item in items) AddObject(item);
                Add(NoValue);
                break;
            default:
                foreach (var property in PropertiesOf(value.GetType()))
                {
                    Add(property.Name);
                    AddObject(property.GetValue(value));
                }

                break;
        }
    }

    /// <summary>The hash of all that was added, as hexadecimal digits.</summary>
    public string Finish()
    {
        Flush();
        var text = new StringBuilder(64);
        foreach (var part in hash.GetHashAndReset()) _ = text.Append(part.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    public void Dispose() => hash.Dispose();

    private PropertyInfo[] PropertiesOf(Type type)
    {
        if (properties.TryGetValue(type, out var known)) return known;
        return properties[type] = [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.CanWrite).OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    private void Add(byte mark)
    {
        if (filled == buffer.Length) Flush();
        buffer[filled++] = mark;
    }

    private void Flush()
    {
        hash.AppendData(buffer, 0, filled);
        filled = 0;
    }
}
