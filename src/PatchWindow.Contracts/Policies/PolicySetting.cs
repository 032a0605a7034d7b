namespace PatchWindow;

/// <summary>One value that a policy goes by, and where it comes from.</summary>
public sealed class PolicySetting
{
    /// <summary>The policy's name.</summary>
    public string Policy { get; set; } = "";

    /// <summary>The place in the policy, such as <c>schedules[0].text</c>.</summary>
    public string Path { get; set; } = "";

    /// <summary>The value as it is written, or as it would be; <c>none</c> for what is not set and has no default.</summary>
    public string Value { get; set; } = "";

    /// <summary>
    /// The file that says so, the environment variable (<c>$env:PATCHWINDOW__policies__prod__timeZone</c>), or <c>default</c>. What a
    /// schedule's text says has the source of that text.
    /// </summary>
    public string Source { get; set; } = "";

    /// <summary>The line of the file; null where the source is no file.</summary>
    public int? Line { get; set; }

    /// <summary>What weaker layers say there and does not count, the strongest of them first.</summary>
    public PolicySetting[] Overrides { get; set => field = value ?? []; } = [];

    /// <summary><c>timeZone = UTC (/etc/patchwindow/patchwindow.json:12)</c>.</summary>
    public override string ToString() => $"{Path} = {Value} ({Source}{(Line is { } line ? ":" + line : "")})";
}
