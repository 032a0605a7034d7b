using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports.Ssh;

namespace PatchWindow.Fleet.Configuration;

/// <summary>
/// Reads how hosts are reached over SSH. A section with a fault reaches none: by other settings than the written ones another host, or
/// nobody, might be met.
/// </summary>
internal static class SshSection
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <param name="root">The whole configuration.</param>
    /// <param name="findings">What the reader reports to.</param>
    public static Outcome<SshSettings> Read(SettingReader root, List<Finding> findings)
    {
        var before = findings.Count;
        var settings = new SshSettings();
        if (root.Object("ssh") is { } reader)
        {
            settings = new SshSettings
            {
                Program = reader.Text("program") ?? settings.Program,
                ConfigFile = reader.FilePath("configFile"),
                ConnectTimeout = Time(reader, "connectTimeout", settings.ConnectTimeout, TimeSpan.FromSeconds(1)),
                AnswerTimeout = Time(reader, "answerTimeout", settings.AnswerTimeout, TimeSpan.FromSeconds(1)),
                ControlPersist = Time(reader, "controlPersist", settings.ControlPersist, TimeSpan.Zero),
            };
            reader.RefuseTheRest();
        }

        return findings.Skip(before).FirstOrDefault(f => f.Severity == FindingSeverity.Error) is { } fault ? fault : settings;
    }

    private static TimeSpan Time(SettingReader reader, string name, TimeSpan otherwise, TimeSpan shortest)
    {
        if (reader.Duration(name) is not { } time) return otherwise;
        if (time >= shortest && time <= Longest) return time;
        reader.Fault(name, "DurationInvalid", $"'{name}' is {DurationText.Format(time)} and must be from {DurationText.Format(shortest)} to {DurationText.Format(Longest)}.",
            $"Write \"{DurationText.Format(otherwise)}\".");
        return otherwise;
    }
}
