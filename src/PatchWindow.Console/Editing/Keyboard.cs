namespace PatchWindow.Console;

/// <summary>
/// The keyboard while one line is typed. Ctrl+C is a key for so long, not a signal: there is nothing running to stop.
/// </summary>
internal sealed class Keyboard : IDisposable
{
    public Keyboard() => System.Console.TreatControlCAsInput = true;

    /// <summary>More keys are waiting: someone pastes.</summary>
    public static bool HasMore => System.Console.KeyAvailable;

    public static ConsoleKeyInfo Read() => System.Console.ReadKey(intercept: true);

    public void Dispose() => System.Console.TreatControlCAsInput = false;
}
