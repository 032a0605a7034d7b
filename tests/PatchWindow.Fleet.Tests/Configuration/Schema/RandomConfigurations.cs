using System.Text.Json.Nodes;

namespace PatchWindow.Fleet.Tests.Configuration;

/// <summary>Configurations that are right, drawn at random from a seed, and the same with one thing wrong.</summary>
internal sealed class RandomConfigurations(int seed)
{
    private readonly Random random = new(seed);

    private readonly List<(JsonNode Parent, string Key, Kind Kind)> settings = [];

    /// <summary>What a setting is, as far as there are ways to get it wrong.</summary>
    private enum Kind
    {
        Text, Texts, Packages, Duration, TimeOfDay, Moment, Moments, Count, Share, Word, Words, Flag, Score, Object, List, Command,
    }

    public JsonObject Right() => Object(
        ("store", 3, Kind.Object, () => Object(("provider", 1, Kind.Word, () => Pick("sqlite", "SQLite")), ("connectionString", 1, Kind.Text, () => "Data Source=/srv/a.db"))),
        ("ssh", 3, Kind.Object, () => Object(
            ("program", 1, Kind.Text, () => "/usr/bin/ssh"), ("configFile", 1, Kind.Text, () => "/srv/ssh_config"),
            ("connectTimeout", 1, Kind.Duration, () => "5s"), ("answerTimeout", 1, Kind.Duration, () => "90s"),
            ("controlPersist", 1, Kind.Duration, () => "10m"))),
        ("hosts", 2, Kind.List, () => List(Host)),
        ("packageManagers", 3, Kind.Object, () => new JsonObject { ["npm"] = PackageManager() }),
        ("advisories", 3, Kind.List, () => List(Advisory)),
        ("policies", 0, Kind.Object, () => new JsonObject { ["prod-web"] = Policy(), ["Lab 2"] = Policy() }));

    /// <summary>One with one thing wrong, and what that is.</summary>
    public (JsonObject Configuration, string What) Wrong()
    {
        var configuration = Right();
        var (parent, key, kind) = settings[random.Next(settings.Count)];
        if (random.Next(4) == 0 && parent is JsonObject holder)
        {
            var value = holder[key];
            var misspelt = key.Insert(random.Next(1, key.Length), "q");
            holder.Remove(key);
            holder[misspelt] = value;
            return (configuration, $"'{key}' is spelt '{misspelt}'");
        }

        var wrong = WrongValue(kind);
        parent[key] = wrong;
        return (configuration, $"the {kind} '{key}' is {wrong.ToJsonString()}");
    }

    private JsonNode WrongValue(Kind kind)
    {
        var type = JsonNode.Parse(Pick("{ \"a\": 1 }", "[ { \"a\": 1 } ]", "[ [ \"a\" ] ]"))!;
        JsonNode[] values = kind switch
        {
            Kind.Duration => ["4 parsecs", 4, "4", "-4h", "1,5h", "4 hours", "h", "30m4h", "PT", "1.5h", "99:99", true],
            Kind.TimeOfDay => ["24:00", "10pm", "22", 22, "22:60", "", true],
            Kind.Moment => ["soon", "2026-13-01", "18.12.2026", "2026-12-18T25:00", "2026-12", 2026, true],
            Kind.Moments => [new JsonArray("2026-12-18", "soon"), new JsonArray("2026-12-18", true), "18.12.2026", true],
            Kind.Count => [-1, 1.5, "3d", 99_999, "many", true],
            Kind.Share => ["110%", -5, "10 %%", "ten", 1.5, "%", true],
            Kind.Word => ["Sometimes", 1, "", true],
            Kind.Words => ["Sometimes", new JsonArray("Sometimes"), new JsonArray(true), true],
            Kind.Texts or Kind.Packages => [true, new JsonArray("a", true), new JsonArray("a", " ")],
            Kind.Command => [true, "", new JsonArray(), new JsonArray("a", true), new JsonArray("a", " ")],
            Kind.Flag => ["perhaps", 2],
            Kind.Score => [11, -1, "high", true],
            Kind.Object => ["text", 1, true, new JsonArray("a")],
            Kind.List => ["text", 1, true, new JsonArray("a"), new JsonArray(true)],
            _ => ["", "  ", true, false],
        };
        return kind is not (Kind.Object or Kind.List) && random.Next(4) == 0 ? type : values[random.Next(values.Length)];
    }

    private JsonObject Host() => Object(
        ("name", 0, Kind.Text, () => "web" + random.Next(100_000)),
        ("address", 2, Kind.Text, () => "10.1.0.4"),
        ("transport", 2, Kind.Word, () => Pick("local", "ssh", "PSRP")),
        ("packageManager", 2, Kind.Text, () => Pick("apt", "Zypper")),
        ("user", 2, Kind.Text, () => "patch"),
        ("timeZone", 2, Kind.Text, () => Pick("UTC", "Asia/Tokyo")),
        ("tags", 2, Kind.Object, () => new JsonObject { ["env"] = "prod", ["rack"] = 7 }));

    private JsonObject PackageManager() => Object(
        ("list", 0, Kind.Command, Command), ("refresh", 1, Kind.Command, Command), ("check", 1, Kind.Command, Command), ("simulate", 1, Kind.Command, Command),
        ("apply", 0, Kind.Command, Command), ("verify", 0, Kind.Command, Command), ("repair", 1, Kind.Command, Command), ("reboot", 1, Kind.Command, Command),
        ("package", 1, Kind.Text, () => Pick("{name}@{version}", "{name}")));

    private JsonNode Command() => Pick<JsonNode>("npm-outdated", new JsonArray("npm", "outdated", "--global"), new JsonArray("$(reboot)", ";"));

    private JsonObject Advisory() => Object(
        ("id", 0, Kind.Text, () => "CVE-2026-1234"),
        ("packages", 2, Kind.Packages, Packages),
        ("severity", 2, Kind.Word, Severity),
        ("cvss", 2, Kind.Score, () => Pick(9.8, 0, 10)),
        ("exploited", 2, Kind.Flag, () => Pick(true, false)));

    private JsonObject Policy() => Object(
        ("mode", 2, Kind.Word, () => Pick("scheduled", "Immediate")),
        ("targets", 1, Kind.Text, Targets),
        ("timeZone", 2, Kind.Text, Zone),
        ("schedules", 1, Kind.List, () => List(Schedule)),
        ("freezes", 2, Kind.List, () => List(Freeze)),
        ("approve", 2, Kind.Object, () => Object(
            ("classification", 1, Kind.Words, () => Words("Security", "bugfix", "OTHER")),
            ("minimumSeverity", 1, Kind.Word, Severity),
            ("afterDays", 1, Kind.Count, Count),
            ("advisories", 1, Kind.Texts, () => Pick<JsonNode>("DSA-*", new JsonArray("CVE-2026-1", "DSA-*"))),
            ("include", 1, Kind.Packages, Packages),
            ("exclude", 1, Kind.Packages, Packages))),
        ("defer", 2, Kind.Object, () => Object(("maxDays", 1, Kind.Count, Count), ("maxTimes", 1, Kind.Count, Count), ("maxBehind", 1, Kind.Count, Count))),
        ("deadlines", 2, Kind.Object, () => Object(
            (Pick("Critical", "critical"), 1, Kind.Duration, Days), ("Low", 1, Kind.Duration, Days), ("security", 1, Kind.Duration, Days), ("grace", 1, Kind.Duration, Duration))),
        ("emergency", 2, Kind.Object, () => Object(("when", 0, Kind.Text, () => Pick("exploited", "severity = Critical")), ("within", 1, Kind.Duration, Duration))),
        ("rollout", 2, Kind.Object, () => Object(
            ("rings", 1, Kind.List, () => new JsonArray(
                Object(("name", 0, Kind.Text, () => "canary"), ("targets", 1, Kind.Text, Targets), ("soak", 1, Kind.Duration, Duration)), Object(("name", 0, Kind.Text, () => "rest")))),
            ("budgets", 1, Kind.List, () => new JsonArray(Object(("per", 1, Kind.Text, () => "site"), ("max", 0, Kind.Share, Share)))),
            ("maxFailures", 1, Kind.Share, Share))),
        ("reboot", 2, Kind.Object, () => Object(
            ("mode", 1, Kind.Word, () => Pick("ifNeeded", "never", "ALWAYS")), ("reserve", 1, Kind.Duration, Duration), ("timeout", 1, Kind.Duration, Duration))),
        ("hooks", 2, Kind.Object, () => Object(("before", 1, Kind.Text, () => "/srv/before"), ("health", 1, Kind.Text, () => "true story"), ("after", 1, Kind.Text, () => "x"), ("timeout", 1, Kind.Duration, Duration), ("runner", 1, Kind.Object, () => Object(("before", 1, Kind.Text, () => "$HostName"), ("health", 1, Kind.Text, () => "1"), ("after", 1, Kind.Text, () => "2"))))),
        ("estimate", 2, Kind.Object, () => Object(("host", 1, Kind.Duration, Duration), ("patch", 1, Kind.Duration, Duration))));

    // Text or rule are what they are by being there: misspelt or wrong, what stands beside them would be judged otherwise.
    private JsonObject Schedule() => random.Next(2) == 0
        ? Object(
            ("text", 0, Kind.Text, () => Pick("Sat 22:00 for 4h", "2nd Tue +3d 22:00 for 4h")),
            ("name", 2, Kind.Text, () => "monthly"),
            ("cutoff", 2, Kind.Duration, () => Pick("30m", "PT30M", "00:30")),
            ("whenSkipped", 2, Kind.Word, () => Pick("Shift", "gapEnd", "SKIP")),
            ("whenAmbiguous", 2, Kind.Word, () => Pick("Earlier", "later")),
            ("durationMode", 2, Kind.Word, () => Pick("Elapsed", "wallclock")))
        : Object(
            ("rrule", 0, Kind.Text, () => "FREQ=WEEKLY;BYDAY=SA"),
            ("at", 0, Kind.TimeOfDay, () => Pick("22:00", "2:30", "22:00:30")),
            ("duration", 0, Kind.Duration, () => Pick("4h", "PT4H", "04:00", "240m", "1h30min")),
            ("start", 2, Kind.Moment, Moment),
            ("until", 2, Kind.Moment, () => "2030-12-31"),
            ("offset", 2, Kind.Text, () => Pick("P3D", "-P6D")),
            ("timeZone", 2, Kind.Text, Zone),
            ("include", 2, Kind.Moments, Moments),
            ("exclude", 2, Kind.Moments, Moments));

    private JsonObject Freeze() => random.Next(2) == 0
        ? Object(("from", 0, Kind.Moment, Moment), ("to", 0, Kind.Moment, () => Pick("2027-01-04", "2027-01-04T12:00", "2027-01-04 12:00:00")), ("reason", 2, Kind.Text, () => "holidays"),
            ("mode", 2, Kind.Word, () => Pick("trim", "Cancel")), ("minimum", 2, Kind.Duration, Duration), ("allow", 2, Kind.Words, () => Words("Emergency", "immediate")))
        : Object(("text", 0, Kind.Text, () => Pick("Fri", "last Fri")), ("from", 2, Kind.Moment, Moment), ("minimum", 2, Kind.Duration, Duration));

    private JsonNode Duration() => Pick("30m", "4h", "1h30m", "3d", "1w", "PT4H", "P3D", "P1DT2H", "01:30", "1.02:00:00", " 2h ", "1W2D3H4MIN5S", "0m");

    private JsonNode Days() => Pick("7d", "P30D", "2w");

    private JsonNode Count() => Pick<JsonNode>(0, 3, 36_500, "14");

    private JsonNode Share() => Pick<JsonNode>(50, "10%", "100 %", "7", 0);

    private JsonNode Severity() => Pick("Low", "moderate", "CRITICAL");

    private JsonNode Zone() => Pick("UTC", "host", "Europe/Oslo", "W. Europe Standard Time");

    private JsonNode Targets() => Pick("*", "env = prod and role in (web, api)");

    private JsonNode Moment() => Pick("2026-12-18", "2026-12-18T22:00", "2026-12-18 22:00:30");

    private JsonNode Moments() => Pick<JsonNode>("2026-12-18", new JsonArray("2026-12-18", "2026-12-19T22:00"));

    private JsonNode Packages() => Pick<JsonNode>("linux-*", new JsonArray("grub*", "lib??"));

    private JsonNode Words(params string[] words) => random.Next(2) == 0 ? Pick(words) : new JsonArray([.. words.Select(w => (JsonNode)w)]);

    private JsonArray List(Func<JsonObject> make) => new([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => (JsonNode)make())]);

    private string Pick(params string[] values) => values[random.Next(values.Length)];

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];

    // Of each word one chance in so many to be left out; 0 is always there.
    private JsonObject Object(params (string Word, int LeftOut, Kind Kind, Func<JsonNode> Make)[] words)
    {
        var made = new JsonObject();
        foreach (var (word, leftOut, kind, make) in words)
        {
            if (leftOut > 0 && random.Next(leftOut + 1) == 0) continue;
            made[word] = make();
            settings.Add((made, word, kind));
        }

        return made;
    }
}
