using System.Management.Automation;
using PatchWindow.Fleet.Runs;

namespace PatchWindow.Cmdlets;

/// <summary>The progress of installing on hosts: how many are done, and what the others are at.</summary>
/// <param name="cmdlet">Who shows it.</param>
/// <param name="count">How many hosts there are.</param>
internal sealed class InstallProgress(Cmdlet cmdlet, int count)
{
    private readonly HostProgress shown = new(cmdlet, "Installing patches");
    private readonly Dictionary<string, StepState> open = new(StringComparer.OrdinalIgnoreCase);
    private int done;

    /// <summary>Shows a move of a host's step.</summary>
    public void Show(StepMove move)
    {
        open[move.Host] = move.Entry.State;
        var line = $"{move.Host} {move.Entry.State}: {move.Entry.Message}";
        Write(count == 1 ? line : Status());
        cmdlet.WriteVerbose(line);
    }

    /// <summary>Counts a host as done, whatever became of it.</summary>
    public void Done(string host)
    {
        done++;
        _ = open.Remove(host);
        if (count > 1 && done < count) Write(Status());
    }

    public void End() => shown.End();

    private string Status() => $"{done} of {count} hosts done"
        + (open.Count == 0 ? "" : $", at work: {string.Join(", ", open.Take(3).Select(o => $"{o.Key} {o.Value}"))}{(open.Count > 3 ? ", …" : "")}");

    private void Write(string status) => shown.Show(status, done, count);
}
