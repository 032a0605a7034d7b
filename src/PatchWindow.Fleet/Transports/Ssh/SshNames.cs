using System.Net;

namespace PatchWindow.Fleet.Transports.Ssh;

/// <summary>
/// What OpenSSH is given as names. It puts them into commands that a user's configuration has (ProxyCommand, Match exec), which a
/// shell reads; so only what names consist of is let through, whoever wrote the inventory.
/// </summary>
internal static class SshNames
{
    /// <summary>Why the host cannot be reached by its names; null where it can.</summary>
    public static Finding? Refuse(ManagedHost host)
    {
        if (!IsHost(host.Name)) return Invalid(host, "name", host.Name);
        if (host.Address is { } address && !IsHost(address) && !IPAddress.TryParse(address, out _)) return Invalid(host, "address", address);
        return host.User is { } user && !IsUser(user) ? Invalid(host, "user", user) : null;
    }

    // IPv6 has colons; with a zone it is an address and no name.
    private static bool IsHost(string text) =>
        text.Length is > 0 and <= 255 && text[0] != '-' && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_' or ':');

    private static bool IsUser(string text) =>
        text.Length is > 0 and <= 255 && text[0] != '-'
        && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_' or '@' or '+' or '$' or '\\') && !text.EndsWith("\\", StringComparison.Ordinal);

    private static Finding Invalid(ManagedHost host, string setting, string text) => new()
    {
        Code = "SshNameInvalid",
        Kind = FindingKind.InvalidArgument,
        HostName = host.Name,
        Path = host.Name,
        Message = $"The {setting} '{Quoted.Line(text)}' is not given to ssh: it has characters that no such name has.",
        Suggestion = "Correct it in the inventory; Get-PatchHost shows where the host is listed.",
    };
}
