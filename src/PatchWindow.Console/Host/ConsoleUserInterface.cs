using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PatchWindow.Console;

/// <summary>What cmdlets say and ask.</summary>
internal sealed class ConsoleUserInterface : PSHostUserInterface
{
    private readonly Screen _screen;
    private readonly Answers _answers;
    private readonly Fields _fields;

    public ConsoleUserInterface(Screen screen, Answers answers)
    {
        _screen = screen;
        _answers = answers;
        _fields = new Fields(screen, answers, name => PromptForCredential("", "", "", name));
        RawUI = new ConsoleRawUserInterface(screen);
    }

    public override PSHostRawUserInterface RawUI { get; }

    public override bool SupportsVirtualTerminal => _screen.OutputTakesColour;

    public override void Write(string value) => _screen.Write(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        _screen.Write(
            PSStyle.MapForegroundColorToEscapeSequence(foregroundColor)
            + PSStyle.MapBackgroundColorToEscapeSequence(backgroundColor)
            + value
            + PSStyle.Instance.Reset);

    public override void WriteLine(string value) => _screen.WriteLine(value);

    public override void WriteErrorLine(string value)
    {
        // The engine ends an error with an empty line, which nobody needs to see.
        if (value.Length > 0)
            _screen.WriteErrorLine(value);
    }

    public override void WriteWarningLine(string message) =>
        WriteLabelled("WARNING", message, PSStyle.Instance.Formatting.Warning);

    public override void WriteVerboseLine(string message) =>
        WriteLabelled("VERBOSE", message, PSStyle.Instance.Formatting.Verbose);

    public override void WriteDebugLine(string message) =>
        WriteLabelled("DEBUG", message, PSStyle.Instance.Formatting.Debug);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _screen.ShowProgress(sourceId, record);

    public override string ReadLine() => _answers.Read("", "A line");

    public override SecureString ReadLineAsSecureString() => _answers.ReadSecret("", "A secret");

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) =>
        _fields.Ask(caption, message, descriptions);

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        var possible = Choices.From(choices, defaultChoice);
        foreach (var line in new[] { caption, message }.Where(l => !string.IsNullOrEmpty(l)))
            WriteLine(line);
        while (true)
        {
            var answer = _answers.Read(possible.Line(), string.IsNullOrEmpty(message) ? "A choice" : $"\"{message}\"");
            if (answer.Trim() == Choices.AskForHelp)
            {
                foreach (var line in possible.Help())
                    WriteLine(line);
            }
            else if (possible.Find(answer) is { } choice)
            {
                return choice;
            }
        }
    }

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName)
    {
        foreach (var line in new[] { caption, message }.Where(l => !string.IsNullOrEmpty(l)))
            WriteLine(line);
        var what = string.IsNullOrEmpty(targetName) ? "A credential" : $"A credential for {targetName}";
        if (string.IsNullOrEmpty(userName))
            userName = _answers.Read("User: ", what);
        return new PSCredential(userName, _answers.ReadSecret($"Password for user {userName}: ", what));
    }

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => PromptForCredential(caption, message, userName, targetName);

    private void WriteLabelled(string label, string message, string style) =>
        WriteLine($"{style}{label}: {message}{PSStyle.Instance.Reset}");
}
