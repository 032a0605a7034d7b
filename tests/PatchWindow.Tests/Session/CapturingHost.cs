using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace PatchWindow.Tests.Session;

/// <summary>A host with a screen of 100 columns: it keeps what is shown, and answers every question with one label.</summary>
internal sealed class CapturingHost : PSHost
{
    public const int Columns = 100;

    public Screen Display { get; } = new();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-US");

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "PatchWindow.Tests";

    public override PSHostUserInterface UI => Display;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode) => throw new NotSupportedException();

    internal sealed class Screen : PSHostUserInterface
    {
        private readonly StringBuilder text = new();

        /// <summary>What was shown since the last <see cref="Clear"/>.</summary>
        public string Text => text.ToString();

        public IReadOnlyList<string> Lines => Text.ReplaceLineEndings("\n").Split('\n');

        /// <summary>The questions asked since the last <see cref="Clear"/>.</summary>
        public List<string> Questions { get; } = [];

        /// <summary>The beginning of the label that answers a question: Yes or No.</summary>
        public string Answer { get; set; } = "No";

        public override PSHostRawUserInterface RawUI { get; } = new Paper();

        public void Clear()
        {
            _ = text.Clear();
            Questions.Clear();
        }

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(message);
            return choices.Select(c => c.Label.Replace("&", "")).ToList().IndexOf(Answer);
        }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new NotSupportedException($"Nobody answers the question '{message}' for {string.Join(", ", descriptions.Select(d => d.Name))}.");

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) =>
            throw new NotSupportedException();

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override void Write(string value) => text.Append(Plain(value));

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => text.Append(Plain(value));

        public override void WriteLine(string value) => text.Append(Plain(value)).Append('\n');

        public override void WriteDebugLine(string message)
        {
        }

        public override void WriteErrorLine(string value)
        {
        }

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message)
        {
        }

        public override void WriteWarningLine(string message)
        {
        }

        // The formatter colours headings whatever the session says; a host without colours takes them out.
        private static string Plain(string value) => GetOutputString(value, supportsVirtualTerminal: false);
    }

    private sealed class Paper : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }

        public override Size BufferSize { get; set; } = new(Columns, 3000);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => BufferSize;

        public override Size MaxWindowSize => BufferSize;

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(Columns, 50);

        public override string WindowTitle { get; set; } = "";

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
            throw new NotSupportedException();

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
    }
}
