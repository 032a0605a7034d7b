namespace PatchWindow.Console;

/// <summary>What may stand in place of a part of the text.</summary>
internal sealed record Completion(int Start, int Length, IReadOnlyList<string> Candidates)
{
    /// <summary>What all candidates begin with, whatever the case.</summary>
    public string CommonStart()
    {
        var common = Candidates[0];
        foreach (var candidate in Candidates)
        {
            var length = 0;
            while (length < common.Length && length < candidate.Length
                && char.ToUpperInvariant(common[length]) == char.ToUpperInvariant(candidate[length]))
            {
                length++;
            }

            common = common[..length];
        }

        return common;
    }
}
