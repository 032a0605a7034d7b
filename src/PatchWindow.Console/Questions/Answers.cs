using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PatchWindow.Console;

/// <summary>Where answers come from: the keyboard, or the lines of standard input, or nowhere.</summary>
internal sealed class Answers(Screen screen, StopSignals signals, bool nonInteractive)
{
    /// <param name="prompt">What stands before the answer.</param>
    /// <param name="question">What to say was asked, when there can be no answer.</param>
    public string Read(string prompt, string question)
    {
        RefuseWhenNobodyAnswers(question);
        if (!screen.CanEditLines)
        {
            screen.Write(prompt);
            return System.Console.In.ReadLine() ?? throw EndOfInput(question);
        }

        var editor = new LineEditor([], _ => null, _ => true);
        return new TerminalLine(screen).Read(prompt, editor) switch
        {
            EditResult.Accept => editor.Line.Text,
            EditResult.EndOfInput => throw EndOfInput(question),
            _ => throw Interrupted(),
        };
    }

    /// <summary>Reads without showing. Only what is typed is hidden; a pipe has no echo to turn off.</summary>
    public SecureString ReadSecret(string prompt, string question)
    {
        RefuseWhenNobodyAnswers(question);
        var secret = new SecureString();
        if (!screen.InputIsTerminal)
        {
            screen.Write(prompt);
            foreach (var c in System.Console.In.ReadLine() ?? throw EndOfInput(question))
                secret.AppendChar(c);
            return secret;
        }

        screen.SuspendProgress();
        // First the keyboard, which turns the echo off, then the question.
        using var keyboard = new Keyboard();
        screen.Write(prompt);
        try
        {
            while (true)
            {
                var key = Keyboard.Read();
                switch (key)
                {
                    case { KeyChar: '\u0003' }:
                        throw Interrupted();
                    case { KeyChar: '\u0004' } when secret.Length == 0:
                        throw EndOfInput(question);
                    case { KeyChar: '\r' or '\n' } or { Key: ConsoleKey.Enter }:
                        return secret;
                    case { Key: ConsoleKey.Backspace } when secret.Length > 0:
                        secret.RemoveAt(secret.Length - 1);
                        screen.WriteRaw("\b \b");
                        break;
                    case { KeyChar: var c } when !char.IsControl(c):
                        secret.AppendChar(c);
                        screen.WriteRaw("*");
                        break;
                }
            }
        }
        finally
        {
            screen.WriteRaw(Environment.NewLine);
            screen.ResumeProgress();
        }
    }

    private void RefuseWhenNobodyAnswers(string question)
    {
        if (nonInteractive)
            throw new HostException($"{OneLine(question)} needs an answer, and -NonInteractive says that nobody gives one.");
    }

    private static HostException EndOfInput(string question) =>
        new($"{OneLine(question)} needs an answer, and standard input has ended.");

    private static string OneLine(string question) => question.ReplaceLineEndings(" ");

    private PipelineStoppedException Interrupted()
    {
        signals.Interrupt();
        return new PipelineStoppedException();
    }
}
