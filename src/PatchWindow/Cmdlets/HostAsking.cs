using PatchWindow.Fleet.Connections;

namespace PatchWindow.Cmdlets;

/// <summary>
/// Asks hosts as they come in through the pipeline: those that came first are asked while others still come, each once, and each answer
/// is taken as soon as it is there.
/// </summary>
/// <remarks>It is held and not inherited from: PowerShell loads a cmdlet's base class before the module can load what lies in its folder.</remarks>
internal sealed class HostAsking<T>(HostQuestions<T> questions, AskingProgress progress, Action<T> take) : IDisposable
{
    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks a host, unless it has been asked.</summary>
    public void Ask(ManagedHost host)
    {
        if (asked.Add(host.Name)) questions.Add(host);
    }

    /// <summary>Takes the answers that are there.</summary>
    public void TakeReady()
    {
        foreach (var answer in questions.Ready()) take(answer);
        progress.Show(questions.Answered, questions.Count, questions.Open);
    }

    /// <summary>Waits for the answers of all.</summary>
    public void TakeRest()
    {
        try
        {
            progress.Show(questions.Answered, questions.Count, questions.Open);
            foreach (var answer in questions.Rest())
            {
                progress.Show(questions.Answered, questions.Count, questions.Open);
                take(answer);
            }
        }
        finally
        {
            progress.End();
        }
    }

    public void Dispose() => questions.Dispose();
}
