using System.Management.Automation;

namespace PatchWindow.Console;

/// <summary>
/// The engine's formatter, kept outside the pipeline whose output it shows, so that it can be finished even when that
/// one broke. Inside, as pwsh has it, an error that ends the script also throws away what the formatter was still
/// holding: the table a script printed just before, and every error after it.
/// </summary>
internal sealed class FormattedOutput : IDisposable
{
    private readonly Action<ErrorRecord> _explain;
    private readonly SteppablePipeline _formatter;

    /// <param name="explain">Sees every error before it is shown.</param>
    public FormattedOutput(Action<ErrorRecord> explain)
    {
        _explain = explain;
        _formatter = ScriptBlock.Create("Out-Default").GetSteppablePipeline(CommandOrigin.Internal);
        _formatter.Begin(expectInput: true);
    }

    /// <summary>Stopped, or what it writes to takes nothing more. The engine takes the formatter down with that.</summary>
    public bool IsBroken { get; private set; }

    public void Write(object? item)
    {
        if ((item as PSObject)?.BaseObject is ErrorRecord error)
            _explain(error);
        Step(() => _formatter.Process(item));
    }

    /// <summary>Shows what it still holds.</summary>
    public void End() => Step(() => _formatter.End());

    public void Dispose() => _formatter.Dispose();

    private void Step(Action step)
    {
        if (IsBroken)
            return;
        try
        {
            step();
        }
        catch
        {
            IsBroken = true;
            throw;
        }
    }
}
