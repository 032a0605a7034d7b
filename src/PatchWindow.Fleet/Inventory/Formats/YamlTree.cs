using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>
/// Reads one YAML document into nodes, from the library's events: nothing is constructed from a tag. A document that is nested too deep,
/// or that aliases would make too large, is refused before it is built.
/// </summary>
internal sealed class YamlTree
{
    private const int Deepest = 100;
    private const long MostRepeated = 1_000_000;

    // Core schema tags (YAML 1.2 §10.3) on what is a text for us in any case.
    private static readonly string[] PlainTags =
        ["!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"];

    private readonly InventoryFile file;
    private readonly IParser parser;
    private readonly Dictionary<AnchorName, YamlNode?> anchors = [];
    private long repeated;

    private YamlTree(InventoryFile file, IParser parser)
    {
        this.file = file;
        this.parser = parser;
    }

    /// <summary>Reads a file's document, a null one where it is empty; false where it cannot be read, which is reported.</summary>
    public static bool TryRead(InventoryFile file, out YamlNode? root)
    {
        root = null;
        try
        {
            var parser = new Parser(new StringReader(file.Text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return true;
            parser.Consume<DocumentStart>();
            root = new YamlTree(file, parser).Node(0);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<DocumentStart>(out var second)) return true;
            Refuse(file, "there are several documents in it", second.Start.Line);
        }
        catch (YamlException e)
        {
            Refuse(file, e.Message, e.Start.Line);
        }
#pragma warning disable CA1031 // The library has more kinds of exceptions for what it does not understand than its own.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            Refuse(file, e.Message, 0);
        }

        root = null;
        return false;
    }

    private static void Refuse(InventoryFile file, string message, long line) => file.Fault(line > 0 ? file.At(line) : file.Path, "InventoryInvalid",
        $"The inventory '{file.Path}' cannot be read: {message.Split('\n')[0].TrimEnd('.', '\r')}.");

    private YamlNode Node(int depth)
    {
        if (depth > Deepest) throw Fault($"it is nested more than {Deepest} levels deep");
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!anchors.TryGetValue(alias.Value, out var target)) throw new YamlException(alias.Start, alias.End, $"there is no anchor &{alias.Value}");
            if (target is null) throw new YamlException(alias.Start, alias.End, $"&{alias.Value} is part of itself");
            repeated += target.Size;
            return repeated <= MostRepeated ? target : throw new YamlException(alias.Start, alias.End, $"aliases repeat more than {MostRepeated} values");
        }

        var started = parser.Current as NodeEvent ?? throw Fault("something else stands where a value should");
        if (!started.Anchor.IsEmpty) anchors[started.Anchor] = null;
        YamlNode node = started switch
        {
            Scalar => ScalarOf(parser.Consume<Scalar>()),
            SequenceStart => List(parser.Consume<SequenceStart>(), depth),
            _ => Map(parser.Consume<MappingStart>(), depth),
        };
        if (!started.Anchor.IsEmpty) anchors[started.Anchor] = node;
        return node;
    }

    private static YamlScalar ScalarOf(Scalar scalar) =>
        new(scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty, TagOf(scalar), scalar.Start.Line);

    private YamlSequence List(SequenceStart start, int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        return new YamlSequence(items, TagOf(start), start.Start.Line) { Size = items.Sum(i => i.Size) + 1 };
    }

    private YamlMap Map(MappingStart start, int depth)
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var entries = new List<KeyValuePair<YamlScalar, YamlNode>>();
        var merged = new List<YamlNode>();
        long its = 1;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            its += key.Size + value.Size;
            if (key is not YamlScalar name) throw new YamlException(start.Start, start.End, "a key that is no text");
            if (name is { Text: "<<", IsPlain: true })
            {
                var from = value is YamlSequence list ? list.Items : [value];
                if (from.Any(n => n is not YamlMap)) throw new YamlException(start.Start, start.End, "what '<<' merges is no mapping");
                merged.AddRange(from);
            }
            else if (keys.TryGetValue(name.Text, out var at))
            {
                // As Ansible has it.
                file.Warn(file.At(name.Line), "InventoryKeyTwice", $"'{name.Text}' is there twice; what is said last counts.");
                entries[at] = new(name, value);
            }
            else
            {
                keys[name.Text] = entries.Count;
                entries.Add(new(name, value));
            }
        }

        foreach (var entry in merged.OfType<YamlMap>().SelectMany(m => m.Entries))
        {
            if (keys.ContainsKey(entry.Key.Text)) continue;
            keys[entry.Key.Text] = entries.Count;
            entries.Add(entry);
        }

        return new YamlMap(entries, TagOf(start), start.Start.Line) { Size = its };
    }

    private static string? TagOf(NodeEvent node) => node.Tag.IsEmpty || node.Tag.IsNonSpecific || PlainTags.Contains(node.Tag.Value) ? null : node.Tag.Value;

    private YamlException Fault(string message) =>
        parser.Current is { } current ? new YamlException(current.Start, current.End, message) : new YamlException(message);
}
