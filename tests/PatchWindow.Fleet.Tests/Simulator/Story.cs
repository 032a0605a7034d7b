using System.Globalization;

namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>What happened in a history, a line each, for people; nothing is written down unless someone wants to read it.</summary>
internal sealed class Story(bool isTold)
{
    private readonly List<string> lines = [];

    public bool IsTold => isTold;

    public IReadOnlyList<string> Lines => lines;

    public void Add(DateTimeOffset time, string who, string what) =>
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:MM-dd HH:mm:ss.fff}  {who,-12}  {what}"));
}
