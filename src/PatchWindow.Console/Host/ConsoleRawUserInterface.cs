using System.Globalization;
using System.Management.Automation.Host;

namespace PatchWindow.Console;

/// <summary>The terminal's size and cursor. There is no screen buffer to read: no terminal but Windows' own has one.</summary>
internal sealed class ConsoleRawUserInterface(Screen screen) : PSHostRawUserInterface
{
    private const int WidthWithoutTerminal = 120;
    private const int HeightWithoutTerminal = 50;

    public override Size BufferSize
    {
        get => WindowSize;
        set => throw Unsupported();
    }

    public override Size WindowSize
    {
        get => screen.OutputIsTerminal && System.Console.WindowWidth > 0
            ? new Size(System.Console.WindowWidth, System.Console.WindowHeight)
            : new Size(WidthFromEnvironment() ?? WidthWithoutTerminal, HeightWithoutTerminal);
        set => throw Unsupported();
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates WindowPosition
    {
        get => new(0, 0);
        set => throw Unsupported();
    }

    public override Coordinates CursorPosition
    {
        get => screen.OutputIsTerminal && screen.InputIsTerminal
            ? new Coordinates(System.Console.CursorLeft, System.Console.CursorTop)
            : new Coordinates(0, 0);
        set
        {
            if (screen.OutputIsTerminal)
                System.Console.SetCursorPosition(value.X, value.Y);
        }
    }

    public override int CursorSize
    {
        get => 25;
        set
        {
            // Only Windows' own console has one; nobody is helped by an error.
        }
    }

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override string WindowTitle
    {
        // Only Windows can tell; what was last set is the best answer elsewhere.
        get => field ?? "";
        set
        {
            field = value;
            if (screen.OutputIsTerminal)
                System.Console.Title = value;
        }
    }

    public override bool KeyAvailable => screen.InputIsTerminal && System.Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (!screen.InputIsTerminal)
            throw new HostException("A key cannot be read: standard input is not a terminal.");
        var key = System.Console.ReadKey(intercept: options.HasFlag(ReadKeyOptions.NoEcho));
        ControlKeyStates states = 0;
        if (key.Modifiers.HasFlag(ConsoleModifiers.Shift))
            states |= ControlKeyStates.ShiftPressed;
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
            states |= ControlKeyStates.LeftCtrlPressed;
        if (key.Modifiers.HasFlag(ConsoleModifiers.Alt))
            states |= ControlKeyStates.LeftAltPressed;
        return new KeyInfo((int)key.Key, key.KeyChar, states, keyDown: options.HasFlag(ReadKeyOptions.IncludeKeyDown));
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
            System.Console.ReadKey(intercept: true);
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Unsupported();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw Unsupported();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw Unsupported();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // Clear-Host is written as "fill everything with blanks"; that much any terminal can do.
        if (rectangle is { Left: -1, Top: -1, Right: -1, Bottom: -1 } && screen.OutputIsTerminal)
            screen.Write("\e[H\e[2J\e[3J");
        else
            throw Unsupported();
    }

    private static int? WidthFromEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var width)
        && width > 0
            ? width
            : null;

    private static NotSupportedException Unsupported() => new("A terminal does not offer this.");
}
