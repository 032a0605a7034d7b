using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Decisions;

/// <summary>Who acts, where nobody says so.</summary>
internal static class Author
{
    /// <summary>
    /// The account and the machine it is on. Behind sudo it is the person who typed it, <c>alice (sudo) @web01</c>, because
    /// everyone there is root; an account other than root is named too.
    /// </summary>
    public static string Current
    {
        get
        {
            var account = Environment.UserName;
            var person = Environment.GetEnvironmentVariable("SUDO_USER") ?? "";
            return person.Length == 0 || person == account
                ? account + "@" + Environment.MachineName
                : $"{Quoted.Line(person)} (sudo{(account == "root" ? "" : " to " + account)}) @{Environment.MachineName}";
        }
    }
}
