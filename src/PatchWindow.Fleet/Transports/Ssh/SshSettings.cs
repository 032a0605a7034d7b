namespace PatchWindow.Fleet.Transports.Ssh;

/// <summary>How hosts are reached over SSH; what is not said here the user's own configuration of OpenSSH decides.</summary>
public sealed record SshSettings
{
    /// <summary>OpenSSH's client: a path, or a name that is looked up in the PATH.</summary>
    public string Program { get; init; } = "ssh";

    /// <summary>The file that OpenSSH reads instead of the user's and the system's configuration (<c>ssh -F</c>); null for those.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>How long a host may take to accept a connection and to introduce itself (ConnectTimeout).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a question that changes nothing may take to be answered, once connected.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a connection stays open after its last use, for the next command (ControlPersist); zero for not at all.</summary>
    public TimeSpan ControlPersist { get; init; } = TimeSpan.FromMinutes(2);
}
