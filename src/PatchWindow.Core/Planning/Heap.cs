namespace PatchWindow.Core.Planning;

/// <summary>A binary heap: the least comes first. .NET Framework has none.</summary>
/// <typeparam name="T">The items; no two of them are equal in order, or the order of those two is nobody's concern.</typeparam>
internal sealed class Heap<T>
    where T : IComparable<T>
{
    private T[] items = new T[4];

    public int Count { get; private set; }

    public T First => items[0];

    public void Add(T item)
    {
        if (Count == items.Length) Array.Resize(ref items, Count * 2);
        var at = Count++;
        while (at > 0)
        {
            var above = (at - 1) / 2;
            if (items[above].CompareTo(item) <= 0) break;
            items[at] = items[above];
            at = above;
        }

        items[at] = item;
    }

    public T Take()
    {
        var first = items[0];
        var last = items[--Count];
        items[Count] = default!;
        var at = 0;
        while ((2 * at) + 1 < Count)
        {
            var below = (2 * at) + 1;
            if (below + 1 < Count && items[below + 1].CompareTo(items[below]) < 0) below++;
            if (last.CompareTo(items[below]) <= 0) break;
            items[at] = items[below];
            at = below;
        }

        if (Count > 0) items[at] = last;
        return first;
    }
}
