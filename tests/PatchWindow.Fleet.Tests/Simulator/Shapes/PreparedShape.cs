using System.Collections.Concurrent;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Tests.Configuration;

namespace PatchWindow.Fleet.Tests.Simulator.Shapes;

/// <summary>A shape and what production has read of it.</summary>
internal sealed class PreparedShape
{
    private const int Different = 400;

    private static readonly ConcurrentDictionary<int, Lazy<PreparedShape>> All = new();

    private PreparedShape(Shape shape)
    {
        Shape = shape;
        Now = Read(isLater: false);
        Later = shape.HasLaterFreeze ? Read(isLater: true) : Now;

        ReadShape Read(bool isLater)
        {
            var (configuration, findings) = ConfigurationFile.Read(ShapeText.Write(shape, isLater));
            var faults = findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => f.ToString()).ToList();
            return faults.Count == 0 ? new ReadShape(configuration, new HostInventory(configuration)) : throw new InvalidOperationException(string.Join("\n", faults));
        }
    }

    public Shape Shape { get; }

    /// <summary>The configuration at first.</summary>
    public ReadShape Now { get; }

    /// <summary>The configuration with the later freezes.</summary>
    public ReadShape Later { get; }

    /// <summary>The shape of a seed.</summary>
    public static PreparedShape Of(long seed) => All
        .GetOrAdd((int)(seed % Different), number => new Lazy<PreparedShape>(() => new PreparedShape(Shape.Draw(new Chance(0x5AFE + (ulong)number))))).Value;
}

/// <summary>A configuration as production has read it.</summary>
internal sealed record ReadShape(PatchConfiguration Configuration, HostInventory Inventory);
