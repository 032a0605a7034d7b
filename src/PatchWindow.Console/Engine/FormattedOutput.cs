using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PatchWindow.Console;

/// <summary>
/// Out-Default as the end of a pipeline that can be finished even when the rest of it broke. Inside the pipeline, as
/// pwsh has it, an error that ends the script also throws away what the formatter was still holding: the table a
/// script printed just before, and every error after it.
/// </summary>
internal sealed class FormattedOutput : IDisposable
{
    private readonly MissingCommands _missing;
    private readonly SteppablePipeline _outDefault;

    public FormattedOutput(MissingCommands missing)
    {
        _missing = missing;
        _outDefault = ScriptBlock.Create("Out-Default").GetSteppablePipeline(CommandOrigin.Internal);
        _outDefault.Begin(expectInput: true);
    }

    /// <summary>Takes what a pipeline writes, on the thread that writes it, so that nothing is reordered or held up.</summary>
    public void Receive(PipelineReader<PSObject> reader)
    {
        foreach (var item in reader.NonBlockingRead())
            Write(item);
    }

    public void Write(object? item)
    {
        if ((item as PSObject)?.BaseObject is ErrorRecord error)
            _missing.Explain(error);
        _outDefault.Process(item);
    }

    public void Dispose()
    {
        try
        {
            _outDefault.End();
        }
        catch (PipelineStoppedException)
        {
            // Stopping the pipeline stops everything that ever ran under it, this one too.
        }

        _outDefault.Dispose();
    }
}
