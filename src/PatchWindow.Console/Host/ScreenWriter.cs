using System.Text;

namespace PatchWindow.Console;

/// <summary>Stands in for Console.Out and Console.Error, so that what is written past the host comes by the screen too.</summary>
internal sealed class ScreenWriter(TextWriter replaced, Action<string> write) : TextWriter
{
    public override Encoding Encoding => replaced.Encoding;

    public override void Write(char value) => write(value.ToString());

    public override void Write(string? value)
    {
        if (!string.IsNullOrEmpty(value))
            write(value);
    }

    public override void Write(char[] buffer, int index, int count) => write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => write(buffer.ToString());

    // The base class would write the text and its end apart, and another thread's line between them.
    public override void WriteLine(string? value) => write(value + NewLine);

    public override void Flush() => replaced.Flush();
}
