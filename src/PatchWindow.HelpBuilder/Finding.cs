namespace PatchWindow.HelpBuilder;

/// <summary>Something a cmdlet's doc comments lack or say wrongly. Every finding fails the build.</summary>
internal sealed record Finding(string Code, string Message)
{
    /// <summary>As MSBuild reads errors from a tool's output: origin, category, code, text.</summary>
    public string Canonical(string origin) => $"{origin} : error {Code}: {Message}";

    public static Finding NoSummary(string cmdlet) => new("PWH001", $"{cmdlet} has no <summary>");

    public static Finding NoExample(string cmdlet) => new("PWH002", $"{cmdlet} has no <example>");

    public static Finding NoParameterText(string cmdlet, string parameter, string declaredIn) =>
        new("PWH003", $"{cmdlet} -{parameter} has no <summary> (property of {declaredIn})");

    public static Finding UnknownCref(string owner, string cref) =>
        new("PWH004", $"{owner} refers to {cref}, which the compiler does not know");

    public static Finding BrokenComment(string member) =>
        new("PWH005", $"the doc comment of {member} is not well-formed XML, and the compiler dropped it");

    public static Finding ExampleWithoutCode(string cmdlet, int number) =>
        new("PWH006", $"{cmdlet} example {number} has no <code>");

    public static Finding NothingToInherit(string owner) =>
        new("PWH007", $"{owner} says <inheritdoc/>, but there is nothing to inherit");
}
