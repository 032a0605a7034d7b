namespace PatchWindow.Tests.Cmdlets;

/// <summary>Configurations that several tests look at.</summary>
internal static class Given
{
    /// <summary>Two hosts, three policies, a freeze; the windows of prod and lab never overlap.</summary>
    public const string Fleet = """
        {
          "hosts": [
            { "name": "web01", "transport": "ssh", "timeZone": "Asia/Tokyo", "tags": { "env": "prod", "role": "web" } },
            { "name": "lab01", "transport": "ssh", "tags": { "env": "lab" } },
            { "name": "spare", "transport": "ssh" },
          ],
          "policies": {
            "prod-web": {
              "targets": "env = prod",
              "timeZone": "Europe/Oslo",
              "schedules": [ { "text": "Sat 22:00 for 4h", "cutoff": "30m" } ],
              "freezes": [ { "from": "2026-12-18", "to": "2026-12-31", "reason": "year-end freeze" } ],
              "reboot": { "reserve": "15m" },
            },
            "prod-night": { "targets": "env = prod", "timeZone": "host", "schedules": [ { "text": "daily 02:00 for 1h" } ] },
            "lab": { "targets": "env = lab", "timeZone": "UTC", "schedules": [ { "text": "weekdays 09:00-16:00" } ] },
          },
        }
        """;

    /// <summary>The strict policy has a misspelt word, and the open one claims the same host.</summary>
    public const string FaultyBesideOpen = """
        {
          "policies": {
            "a-strict": { "targets": "*", "schedules": [ { "text": "2001-01-01 02:00 for 1h" } ], "aprove": { "exclude": [ "*" ] } },
            "b-open": { "targets": "*", "schedules": [ { "text": "daily 00:00 for 24h" } ] },
          },
        }
        """;

    /// <summary>The same with nothing misspelt: two policies claim one host.</summary>
    public static string TwoOpen => FaultyBesideOpen.Replace("aprove", "approve");
}
