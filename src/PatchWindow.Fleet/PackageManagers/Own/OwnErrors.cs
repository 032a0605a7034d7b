using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>What goes wrong with a package manager of somebody's own: the findings name it, where it is written, and the host.</summary>
/// <param name="manager">The package manager.</param>
/// <param name="host">The host's name.</param>
internal sealed class OwnErrors(OwnPackageManager manager, string host)
{
    /// <summary>Something in an answer that is not as it must be.</summary>
    /// <param name="action">What was asked.</param>
    /// <param name="item">Where it stands.</param>
    /// <param name="fault">What is wrong with it.</param>
    public Finding Unreadable(string action, AnswerItem item, string fault) => Problem(
        "OutputUnreadable", FindingKind.InvalidData, action,
        $"{item.Place} of what \"{action}\" of '{manager.Name}' wrote for {host} cannot be used: {fault.TrimEnd('.', '?')}{(fault.EndsWith("?", StringComparison.Ordinal) ? "?" : ".")} "
        + $"It is: '{Quoted.Line(item.Shown)}'. Nothing of the answer is used.",
        $"Mend \"{action}\" of '{manager.Name}'; Get-Help about_PatchWindow says under YOUR OWN PACKAGE MANAGER what it may write.");

    /// <summary>A command that ended with another exit code than 0.</summary>
    public Finding Failed(string action, OwnCommand command, HostOutput output)
    {
        var text = output.Error + "\n" + output.Output;
        if (text.Contains("No space left on device"))
        {
            return Problem("DiskFull", FindingKind.LimitsExceeded, action, $"The disk of {host} is full: {Last(output)}", "See 'df -h' on the host.");
        }

        if (output.ExitCode is 126 or 127 && !command.IsScript)
        {
            return Problem(
                FoundPackageManager.MissingCode, FindingKind.NotInstalled, action,
                $"{host} cannot run '{Quoted.Line(command.Shown)}', which is \"{action}\" of '{manager.Name}': {Last(output)}",
                "Install it there, write its whole path, or take \"packageManager\" from the host.");
        }

        return Problem(
            "PackageManagerFailed", FindingKind.InvalidOperation, action,
            $"\"{action}\" of '{manager.Name}' ({Quoted.Line(command.Shown)}) ended with exit code {output.ExitCode} on {host}: {Last(output)}",
            $"Run it by hand on the host and read what it prints; it must end with 0 where all is well.");
    }

    /// <summary>A list with nothing in it, from a command that complained.</summary>
    public Finding Complained(string complaint) => Problem(
        "PackageListDoubtful", FindingKind.InvalidData, "list",
        $"'{manager.Name}' lists nothing pending on {host}, ended with exit code 0, and complained: '{Quoted.Line(complaint)}'.",
        "See by hand whether that is so. A script should end with another exit code where it could not find out.") with { Severity = FindingSeverity.Warning };

    public Finding NothingToRefresh() => Problem(
        "RefreshNotOffered", FindingKind.NotImplemented, null,
        $"'{manager.Name}' has no \"refresh\", so nothing was fetched on {host}: its \"list\" is as fresh as that is by itself.",
        "Add a \"refresh\" if it needs one.") with { Severity = FindingSeverity.Information };

    public Finding NoRepair() => Problem(
        "RepairNotOffered", FindingKind.NotImplemented, null,
        $"'{manager.Name}' has no \"repair\", so what an interrupted installation left on {host} is not finished by PatchWindow.",
        "Mend it by hand, or add a \"repair\".");

    public Finding NoPrivilege() => Problem(
        "NoPrivilege", FindingKind.PermissionDenied, null,
        $"Installing packages on {host} needs root, and this user is not root.",
        "Run as root (sudo …). Listing works for any user.");

    public Finding NoAnswer(string action, string expected) => Problem(
        "OutputUnreadable", FindingKind.InvalidData, action,
        $"\"{action}\" of '{manager.Name}' must write {expected} for {host}, and wrote nothing.", $"Mend \"{action}\" of '{manager.Name}'.");

    /// <summary>A fault of a script or of the way to it.</summary>
    public Finding Problem(string code, FindingKind kind, string? action, string message, string suggestion) => new()
    {
        Code = code,
        Kind = kind,
        HostName = host,
        Path = action is null ? manager.Place : $"{manager.Place}.{action}",
        Message = message,
        Suggestion = suggestion,
    };

    // What a program says of its fault stands last, on either stream.
    private static string Last(HostOutput output)
    {
        var line = Array.FindLast(output.Error.Split('\n'), Says) ?? Array.FindLast(output.Output.Split('\n'), Says);
        return line is null ? "it does not say why." : $"'{Quoted.Line(line.Trim())}'.";
    }

    private static bool Says(string line) => line.Trim().Length > 0;
}
