namespace PatchWindow;

/// <summary>A host that policies decide about.</summary>
public sealed class ManagedHost
{
    public string Name { get; set; } = "";

    /// <summary>Where it is reached; null is its name.</summary>
    public string? Address { get; set; }

    /// <summary>How it is reached: <c>local</c>, <c>ssh</c>, or <c>psrp</c> for Windows.</summary>
    public string Transport { get; set; } = "local";

    /// <summary>
    /// What installs packages there: <c>apt</c>, <c>dnf</c>, <c>zypper</c>, or one that the configuration has under <c>packageManagers</c>; null
    /// asks the host.
    /// </summary>
    public string? PackageManager { get; set; }

    /// <summary>The account used there; null leaves it to the transport.</summary>
    public string? User { get; set; }

    /// <summary>The zone its own clock shows, for schedules in the zone <c>host</c>.</summary>
    public string? TimeZone { get; set; }

    public Dictionary<string, string> Tags
    {
        get;
        set => field = value ?? new(StringComparer.OrdinalIgnoreCase);
    } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where it is listed: the file, and the line or path in it; of several places the one that wins stands first.</summary>
    public string? Source { get; set; }

    /// <summary>The policies that claim it, faulty ones too, filled in by Get-PatchHost. Unless it is one whole policy, nothing is applied.</summary>
    public string[] Policies { get; set => field = value ?? []; } = [];

    /// <summary>The host's name.</summary>
    public override string ToString() => Name;
}
