using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>The progress of asking hosts.</summary>
/// <param name="cmdlet">Who shows it.</param>
/// <param name="activity">What they are asked.</param>
internal sealed class AskingProgress(Cmdlet cmdlet, string activity)
{
    private readonly HostProgress shown = new(cmdlet, activity);

    /// <summary>Shows how many hosts have answered, of how many, and who is waited for.</summary>
    public void Show(int answered, int count, IEnumerable<string> open)
    {
        if (answered == count) return;
        var waited = string.Join(", ", open.Take(3)) + (count - answered > 3 ? ", …" : "");
        shown.Show(count == 1 ? waited : $"{answered} of {count} answered, waiting for {waited}", answered, count);
    }

    public void End() => shown.End();
}
