using PatchWindow.Core.Policies;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Reads all policies of a configuration and sorts the whole from the faulty.</summary>
internal sealed class PolicySection
{
    private const string Key = "policies";
    private readonly List<CompiledPolicy> whole = [];
    private readonly List<FaultyPolicy> faulty = [];
    private readonly List<(string Name, string Key)> all = [];
    private readonly ConfigurationLayers layers;
    private readonly List<Finding> findings;

    /// <param name="root">The whole configuration.</param>
    /// <param name="layers">Where its settings come from.</param>
    /// <param name="findings">Receives what is wrong, as the reader's own faults do.</param>
    public PolicySection(SettingReader root, ConfigurationLayers layers, List<Finding> findings)
    {
        this.layers = layers;
        this.findings = findings;
        foreach (var (name, reader) in root.Named(Key))
        {
            all.Add((name, $"{Key}:{name}"));
            if (reader is not null) Add(reader);
            else faulty.Add(new FaultyPolicy(name, TargetFilter.Everything, findings[findings.Count - 1]));
        }
    }

    /// <summary>The policies that nothing is wrong with, by name.</summary>
    public IReadOnlyList<CompiledPolicy> Whole => whole;

    /// <summary>The policies with a fault.</summary>
    public IReadOnlyList<FaultyPolicy> Faulty => faulty;

    /// <summary>The names of all of them, with the keys that they stand under.</summary>
    public IReadOnlyList<(string Name, string Key)> All => all;

    /// <summary>Takes in what stands under a word that was probably meant as "policies": policies that cannot be told apart from none.</summary>
    public void AddMisspelt(UnknownWord word)
    {
        if (word.Meant != Key) return;
        var under = layers.Root.GetSection(word.Word);
        var those = under.GetChildren().DefaultIfEmpty(under).Select(c => (Name: c.Key, Key: c.Path)).ToList();
        all.AddRange(those);
        faulty.AddRange(those.Select(t => new FaultyPolicy(t.Name, TargetFilter.Everything, word.Finding)));
    }

    private void Add(SettingReader reader)
    {
        var before = findings.Count;
        var policy = PolicySettings.Read(reader);
        var faults = new List<Finding>();
        var compiled = PolicyCompiler.Compile(policy, faults);
        Report(faults, reader);

        // A policy with a misspelt key would be a policy that someone did not mean: it is faulty as a whole.
        if (compiled is not null && !reader.Faulty)
            whole.Add(compiled);
        else
            faulty.Add(new FaultyPolicy(reader.Name, TargetsOf(policy, reader), findings.Skip(before).First(f => f.Severity == FindingSeverity.Error)));
    }

    private void Report(List<Finding> faults, SettingReader reader)
    {
        var reported = new HashSet<string?>(findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => f.Path));
        foreach (var fault in faults)
        {
            // What a policy lacks may be what its misspelt key was to say.
            if (reader.Faulty && fault.Severity != FindingSeverity.Error) continue;
            var key = fault.Path ?? "";
            var path = layers.PlaceOf(key);

            // What could not be read is missing to the compiler too; once is enough. But of a calendar's events each has its own faults.
            if (reported.Contains(path) && !key.EndsWith(":calendar", StringComparison.Ordinal)) continue;
            if (fault.Code.EndsWith("Missing", StringComparison.Ordinal) && reader.IsFaulty(Parent(key))) continue;
            findings.Add(fault with { Path = path });
        }
    }

    // Where it cannot be told which hosts a faulty policy aims at, it may be any.
    private static TargetFilter TargetsOf(Policy policy, SettingReader reader)
    {
        if (policy.Targets.Length > 0) return TargetFilter.Parse(policy.Targets).TryGet(out var filter, out _) ? filter : TargetFilter.Everything;
        var meant = reader.Has("targets") || reader.Unknown.Any(u => u.Meant is null or "targets");
        return meant ? TargetFilter.Everything : TargetFilter.Nothing;
    }

    private static string Parent(string key) => key.Substring(0, Math.Max(0, key.LastIndexOf(':')));
}
