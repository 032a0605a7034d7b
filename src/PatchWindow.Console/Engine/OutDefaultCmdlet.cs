using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PatchWindow.Console;

/// <summary>
/// The end of the console's own pipelines. It is called as the engine's cmdlet is: only before a command of that name
/// does the engine leave the terminal and the error stream to the programs that a script starts. No session has it, so
/// that a script which says Out-Default gets the engine's.
/// </summary>
[Cmdlet("Out", "Default")]
internal sealed class OutDefaultCmdlet : PSCmdlet
{
    private static readonly CmdletInfo s_info = new("Out-Default", typeof(OutDefaultCmdlet));

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Mandatory = true)]
    public FormattedOutput? Output { get; set; }

    public static Command To(FormattedOutput output)
    {
        // The way to a Command for a cmdlet that has no name in the session.
        using var shell = PowerShell.Create();
        shell.AddCommand(s_info).AddParameter(nameof(Output), output);
        return shell.Commands.Commands[0];
    }

    protected override void ProcessRecord() => Output!.Write(InputObject);
}
