using System.Globalization;
using System.Management.Automation.Host;

namespace PatchWindow.Console;

/// <summary>What the engine knows of the program around it.</summary>
internal sealed class ConsoleHost(Screen screen, Answers answers) : PSHost
{
    /// <summary>The code of an <c>exit</c> that ends the session, or nothing while nobody has asked to leave.</summary>
    public int? RequestedExit { get; private set; }

    public override string Name => "PatchWindow.Console";

    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI { get; } = new ConsoleUserInterface(screen, answers);

    public override CultureInfo CurrentCulture { get; } = new ConsoleCulture();

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => RequestedExit = exitCode;

    // "Suspend" is one of the answers the engine offers to -Confirm; the question is asked again afterwards.
    public override void EnterNestedPrompt() => UI.WriteLine("This console cannot suspend a command. Say yes or no.");

    public override void ExitNestedPrompt()
    {
    }

    // A program started from here writes to the terminal itself.
    public override void NotifyBeginApplication() => screen.SuspendProgress();

    public override void NotifyEndApplication() => screen.ResumeProgress();
}
