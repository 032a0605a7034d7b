using System.Globalization;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Reads what the administrator knows of vulnerabilities.</summary>
internal static class AdvisorySettings
{
    /// <summary>The advisories that are whole; a faulty one is reported and left out.</summary>
    public static List<KnownAdvisory> Read(SettingReader root)
    {
        var advisories = new List<KnownAdvisory>();
        foreach (var reader in root.Objects("advisories"))
        {
            var advisory = new KnownAdvisory
            {
                Id = reader.Required("id") ?? "",
                Packages = reader.Packages("packages"),
                Severity = reader.Word<PatchSeverity>("severity"),
                Cvss = ReadCvss(reader),
                Exploited = reader.Flag("exploited") ?? false,
            };
            reader.RefuseTheRest();
            if (!reader.Faulty) advisories.Add(advisory);
        }

        return advisories;
    }

    private static double? ReadCvss(SettingReader reader)
    {
        if (reader.Text("cvss") is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && score <= 10) return score;
        reader.Fault("cvss", "SettingWrongType", $"'cvss' is '{text}' and must be a base score from 0 to 10.", "Write, for instance, 9.8.");
        return null;
    }
}
