namespace PatchWindow.Console;

/// <summary>The codes pwsh uses, plus the shell's 128 + signal for a run that was stopped.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Error = 1;
    public const int WrongUsage = 64;
    public const int Interrupted = 130;
    public const int HungUp = 129;
    public const int Terminated = 143;
}
