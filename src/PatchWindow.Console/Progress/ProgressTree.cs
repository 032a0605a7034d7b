using System.Management.Automation;

namespace PatchWindow.Console;

/// <summary>The activities under way, as the records so far tell it; children stand below their parents.</summary>
internal sealed class ProgressTree
{
    private readonly List<(long Source, ProgressRecord Record)> _records = [];

    public bool IsEmpty => _records.Count == 0;

    public void Apply(long source, ProgressRecord record)
    {
        // Activity ids are only unique within the runspace or job that chose them.
        var index = _records.FindIndex(r => r.Source == source && r.Record.ActivityId == record.ActivityId);
        if (record.RecordType == ProgressRecordType.Completed)
        {
            if (index >= 0)
                RemoveWithChildren(source, record.ActivityId);
        }
        else if (index >= 0)
        {
            _records[index] = (source, record);
        }
        else
        {
            _records.Add((source, record));
        }
    }

    public void Clear() => _records.Clear();

    /// <summary>All activities, each with its depth, parents before children.</summary>
    public IEnumerable<(int Depth, ProgressRecord Record)> InOrder()
    {
        var roots = _records.Where(r => ParentOf(r) < 0).ToList();
        return roots.SelectMany(root => Below(root, 0));
    }

    private IEnumerable<(int, ProgressRecord)> Below((long Source, ProgressRecord Record) node, int depth)
    {
        yield return (depth, node.Record);
        foreach (var child in _records.Where(r => ParentOf(r) is >= 0 and var p && _records[p] == node).ToList())
        {
            foreach (var line in Below(child, depth + 1))
                yield return line;
        }
    }

    // The engine refuses a record that is its own parent, but not two that are each other's: those become roots.
    private int ParentOf((long Source, ProgressRecord Record) node)
    {
        var index = IndexOfParent(node);
        for (var (ancestor, steps) = (index, 0); ancestor >= 0; ancestor = IndexOfParent(_records[ancestor]))
        {
            if (_records[ancestor] == node || ++steps > _records.Count)
                return -1;
        }

        return index;
    }

    private int IndexOfParent((long Source, ProgressRecord Record) node) =>
        _records.FindIndex(r => r.Source == node.Source && r.Record.ActivityId == node.Record.ParentActivityId);

    private void RemoveWithChildren(long source, int activity)
    {
        _records.RemoveAll(r => r.Source == source && r.Record.ActivityId == activity);
        foreach (var child in _records.Where(r => r.Source == source && r.Record.ParentActivityId == activity).ToList())
            RemoveWithChildren(source, child.Record.ActivityId);
    }
}
