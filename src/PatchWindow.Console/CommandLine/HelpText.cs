namespace PatchWindow.Console;

internal static class HelpText
{
    public const string Text =
        """
        PatchWindow.Console: a small console on the PowerShell engine, for machines without PowerShell.

          PatchWindow.Console                           a prompt; a script, when standard input is no terminal
          PatchWindow.Console SCRIPT.ps1 [arguments]    run a script; arguments as for pwsh -File
          PatchWindow.Console -Command TEXT             run a command; - reads it from standard input

        In a checkout it is dotnet run --project src/PatchWindow.Console -- and then the same words.

          -Command, -c TEXT      everything after it is the command
          -File, -f SCRIPT       the same as SCRIPT alone
          -NonInteractive        fail instead of asking
          -NoLogo                no greeting at the prompt
          -NoProfile             taken for pwsh's sake; there are no profiles here
          -ExecutionPolicy NAME  for this process; on Windows only
          -Version, -v           the versions of console and engine
          -Help, -h, -?          this text

        It has the language, the engine's own Core cmdlets (Get-Command lists them) and the PatchWindow module.
        What needs PowerShell itself is named when it is asked for. A script or command that names $input gets the lines
        of standard input in it.

        Exit codes: the script's own; 1 after an error that ended it, when output could not be written (and, with
        -Command, when the last statement failed); 64 for a wrong command line or a missing script; 130 after Ctrl+C;
        143 after SIGTERM.
        """;
}
