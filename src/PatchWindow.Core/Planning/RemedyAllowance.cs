namespace PatchWindow.Core.Planning;

/// <summary>How many hosts may be laid out again in search of remedies, so that a plan that misses much is still made in time.</summary>
internal sealed class RemedyAllowance(long hosts)
{
    private long left = hosts;

    public bool Spend(int hosts)
    {
        if (left < hosts) return false;
        left -= hosts;
        return true;
    }
}
