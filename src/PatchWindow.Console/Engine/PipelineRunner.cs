using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace PatchWindow.Console;

/// <summary>Runs one command with its output formatted onto the screen.</summary>
internal sealed class PipelineRunner(Runspace runspace, Screen screen, StopSignals signals, MissingCommands missing)
{
    /// <param name="isStatement">
    /// A statement leaves its own $? behind; the engine calls that "add to history". A script file does not.
    /// </param>
    /// <param name="input">What $input is in it.</param>
    public PipelineEnd Run(Command command, bool isStatement, IReadOnlyList<string>? input = null)
    {
        using var pipeline = CreatePipeline(command, isStatement);

        // A steppable pipeline belongs to the runspace of the thread that makes it.
        Runspace.DefaultRunspace = runspace;
        using var output = new FormattedOutput(missing.Explain);
        pipeline.Commands.Add(OutDefaultCmdlet.To(output));
        using var watched = signals.Watch(pipeline.StopAsync);
        try
        {
            var (end, error) = Invoke(pipeline, command, input ?? []);
            return Show(error, output) || end is PipelineEnd.Stopped ? end : PipelineEnd.Failed;
        }
        finally
        {
            screen.EndProgress();
        }
    }

    private static (PipelineEnd End, ErrorRecord? Error) Invoke(
        Pipeline pipeline, Command command, IReadOnlyList<string> input)
    {
        try
        {
            pipeline.Invoke(input);
            return (pipeline.PipelineStateInfo.State == PipelineState.Stopped ? PipelineEnd.Stopped : PipelineEnd.Completed, null);
        }
        catch (PipelineStoppedException)
        {
            return (PipelineEnd.Stopped, null);
        }
        catch (RuntimeException e)
        {
            return (PipelineEnd.Failed, Record(e, command));
        }
    }

    /// <summary>Shows what is left of the output, and after it the error that ended the pipeline.</summary>
    /// <returns>Whether it could be shown. What cannot, on a full disk for one, is said in plain text where errors go.</returns>
    private bool Show(ErrorRecord? error, FormattedOutput output)
    {
        try
        {
            if (error is not null)
                output.Write(EngineInternals.AsError(error));
            output.End();
        }
        catch (PipelineStoppedException)
        {
            // Stopping the pipeline stops everything that ever ran under it, the formatter too.
            return true;
        }
        catch (RuntimeException e)
        {
            screen.TryWriteErrorLine($"PatchWindow.Console: {e.Message}");
        }

        if (output.IsBroken && error is not null)
            screen.TryWriteErrorLine($"PatchWindow.Console: {error}");
        return !output.IsBroken;
    }

    private Pipeline CreatePipeline(Command command, bool isStatement)
    {
        // Whether $? is kept can only be said together with a text, which the command then replaces.
        var pipeline = isStatement
            ? runspace.CreatePipeline(command.IsScript ? command.CommandText : command.ToString(), addToHistory: true)
            : runspace.CreatePipeline();
        pipeline.Commands.Clear();
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add(command);
        return pipeline;
    }

    // Text that breaks off in the middle comes with a record that names no place, and that formats to nothing.
    private static ErrorRecord Record(RuntimeException error, Command command)
    {
        if (error is not IncompleteParseException || !command.IsScript)
            return error.ErrorRecord;
        Parser.ParseInput(command.CommandText, out _, out var mistakes);
        return mistakes.Length > 0 ? new ParseException(mistakes).ErrorRecord : error.ErrorRecord;
    }
}
