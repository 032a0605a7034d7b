using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using PatchWindow.Fleet.PackageManagers.Own;

namespace PatchWindow.PackageScripts;

/// <summary>
/// Runs package managers that are PowerShell scripts: each question in a runspace of its own, because many hosts are asked at once and
/// none should see another's variables.
/// </summary>
internal static class PackageScriptEngine
{
    /// <summary>A <see cref="PackageScriptRunner"/>.</summary>
    public static Task<PackageScriptAnswer> RunAsync(PackageScriptCall call, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<PackageScriptAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shell = PowerShell.Create();
        var registration = cancellationToken.Register(() =>
        {
            // What is deep in a call of .NET's hears of it late, and nobody waits for that.
            _ = done.TrySetCanceled(cancellationToken);
            _ = Task.Run(shell.Stop, CancellationToken.None);
        });

        // A thread of its own, in the background: PowerShell would make one that keeps the process alive until the script has ended.
        _ = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    _ = done.TrySetResult(Run(shell, call));
                }
#pragma warning disable CA1031 // Whatever it is, whoever waits gets it.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    _ = done.TrySetException(e);
                }
                finally
                {
                    registration.Dispose();
                    shell.Dispose();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return done.Task;
    }

    private static PackageScriptAnswer Run(PowerShell shell, PackageScriptCall call)
    {
        var script = Parser.ParseFile(call.File, out _, out var errors);
        if (errors.Length > 0) return new PackageScriptAnswer { Fault = errors[0].Message, Line = errors[0].Extent.StartLineNumber };
        var parameters = script.ParamBlock?.Parameters.ToDictionary(p => p.Name.VariablePath.UserPath, StringComparer.OrdinalIgnoreCase);
        if (parameters is null || !parameters.TryGetValue("Action", out var action))
            return new PackageScriptAnswer { Fault = "the script has no parameter Action: begin with param([string] $Action, $ManagedHost, $Packages)", Line = 1 };
        if (!Takes(action, call.Action)) return new PackageScriptAnswer { IsNotOffered = true };

        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();

        // A cmdlet that fails ends the script: what it would write then may be half of what there is.
        runspace.SessionStateProxy.SetVariable("ErrorActionPreference", ActionPreference.Stop);
        shell.Runspace = runspace;
        _ = shell.AddCommand(call.File, useLocalScope: true).AddParameter("Action", call.Action);
        if (parameters.ContainsKey("ManagedHost")) _ = shell.AddParameter("ManagedHost", call.Host);
        if (parameters.ContainsKey("Packages")) _ = shell.AddParameter("Packages", call.Packages.Select(Package).ToArray());
        try
        {
            var written = shell.Invoke().Select(o => ScriptValue.Of(o)).ToList();
            return shell.Streams.Error.Count > 0
                ? Failed(shell.Streams.Error[0], call, written)
                : new PackageScriptAnswer { HasBegun = true, Objects = written };
        }
        catch (RuntimeException e)
        {
            return Failed(e.ErrorRecord, call, []);
        }
    }

    // A script that says which actions it has, by a ValidateSet, has no others.
    private static bool Takes(ParameterAst parameter, string action)
    {
        var sets = parameter.Attributes.OfType<AttributeAst>().Where(a => a.TypeName.GetReflectionAttributeType() == typeof(ValidateSetAttribute)).ToList();
        return sets.Count == 0 || sets.Exists(s => s.PositionalArguments.OfType<StringConstantExpressionAst>()
            .Any(word => string.Equals(word.Value, action, StringComparison.OrdinalIgnoreCase)));
    }

    private static PSObject Package(Fleet.PackageManagers.PackageVersion package)
    {
        var made = new PSObject();
        made.Properties.Add(new PSNoteProperty("Name", package.Name));
        made.Properties.Add(new PSNoteProperty("Version", package.Version));
        return made;
    }

    private static PackageScriptAnswer Failed(ErrorRecord error, PackageScriptCall call, List<object?> written)
    {
        // The line is this script's; a fault in another one is named by its own message.
        var isHere = string.Equals(error.InvocationInfo?.ScriptName, call.File, StringComparison.OrdinalIgnoreCase);
        return new PackageScriptAnswer
        {
            HasBegun = true,
            Objects = written,
            Fault = error.ErrorDetails?.Message ?? error.Exception.Message,
            Line = isHere ? error.InvocationInfo!.ScriptLineNumber : null,
        };
    }
}
