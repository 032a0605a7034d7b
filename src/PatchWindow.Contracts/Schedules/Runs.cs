namespace PatchWindow;

/// <summary>Lists in which three neighbours or more are a range: <c>1-7,15</c>.</summary>
internal static class Runs
{
    public static string Of(IReadOnlyList<int> values, Func<int, string> name)
    {
        var items = new List<string>();
        for (var i = 0; i < values.Count; i++)
        {
            var from = i;
            while (i + 1 < values.Count && values[i + 1] == values[i] + 1) i++;
            if (i - from < 2) i = from;
            items.Add(i == from ? name(values[i]) : name(values[from]) + "-" + name(values[i]));
        }

        return string.Join(",", items);
    }
}
