using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Text;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.PackageManagers.Own;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Transports.Ssh;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Everything the configuration says, checked; what is wrong with it stands in <see cref="Findings"/>.</summary>
public sealed class PatchConfiguration
{
    private const string NothingCode = "NothingConfigured";

    private readonly ConfigurationLayers layers;
    private readonly IReadOnlyList<(string Name, string Key)> policyKeys;

    private PatchConfiguration(
        ConfigurationLayers layers, PolicySection policies, ReadHosts hosts, bool listsHosts,
        IReadOnlyList<KnownAdvisory> advisories, Outcome<StoreSettings> store, Outcome<SshSettings> ssh,
        IReadOnlyDictionary<string, Outcome<OwnPackageManager>> packageManagers, IReadOnlyList<Finding> findings)
    {
        this.layers = layers;
        policyKeys = policies.All;
        Advisories = advisories;
        Policies = policies.Whole;
        FaultyPolicies = policies.Faulty;
        Hosts = hosts.Hosts;
        HostLoss = hosts.Loss;
        InventoryFiles = hosts.Files;
        ListsHosts = listsHosts;
        Store = store;
        Ssh = ssh;
        PackageManagers = packageManagers;
        Findings = findings;
        Files = [.. layers.Files];
    }

    /// <summary>The policies that are whole, by name.</summary>
    public IReadOnlyList<CompiledPolicy> Policies { get; }

    /// <summary>The policies with a fault. They open no window and apply nothing; neither does another policy on their hosts.</summary>
    public IReadOnlyList<FaultyPolicy> FaultyPolicies { get; }

    /// <summary>The hosts that are listed, here and in inventories; none where the configuration lists none.</summary>
    public IReadOnlyList<ManagedHost> Hosts { get; }

    /// <summary>
    /// A fault that may have kept something from being known of <see cref="Hosts"/>, such as an inventory that is missing; null for
    /// none. Which of their tags are missing because of it is not known.
    /// </summary>
    public Finding? HostLoss { get; }

    /// <summary>
    /// Whether the configuration means to list hosts, even where none of them could be read. Where it does not, and only
    /// there, this machine is meant.
    /// </summary>
    public bool ListsHosts { get; }

    /// <summary>What the administrator knows of vulnerabilities.</summary>
    public IReadOnlyList<KnownAdvisory> Advisories { get; }

    /// <summary>Where the store is, or the fault that leaves it unknown.</summary>
    public Outcome<StoreSettings> Store { get; }

    /// <summary>How hosts are reached over SSH, or the fault that leaves it unknown.</summary>
    public Outcome<SshSettings> Ssh { get; }

    /// <summary>The package managers that are written here, by their names, whatever their letter case; the fault of one that is not whole.</summary>
    public IReadOnlyDictionary<string, Outcome<OwnPackageManager>> PackageManagers { get; }

    /// <summary>All faults and warnings of all files at once.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The files that were read, the strongest last.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The files of inventories, with those they include, also the ones that are not there or cannot be read.</summary>
    public IReadOnlyList<string> InventoryFiles { get; }

    /// <summary>
    /// Reads the layers of <see cref="ConfigurationLayers"/>. What is faulty is reported and set apart; the rest stays.
    /// </summary>
    /// <param name="explicitPath">The file someone named; null for none.</param>
    /// <param name="watch">Is told which files it was read from; null where nobody watches them.</param>
    public static PatchConfiguration Read(string? explicitPath, ConfigurationWatch? watch = null)
    {
        var findings = new List<Finding>();
        watch?.Begin();
        var layers = ConfigurationLayers.Read(explicitPath, findings, watch);
        var root = new SettingReader(layers.Root, "", layers, findings);
        var policies = new PolicySection(root, layers, findings);
        var packageManagers = new PackageManagerSection(root, findings);
        var rules = new HostRules(packageManagers.All.Keys);
        var own = HostSettings.Read(root, rules, findings, out var loss);
        var beforeInventories = findings.Count;
        var sources = InventorySettings.Read(root, rules);
        loss ??= findings.Skip(beforeInventories).FirstOrDefault(f => f.Severity == FindingSeverity.Error);
        var hosts = InventoryReader.Read(own, sources, rules, findings);
        foreach (var file in hosts.Files) layers.Uses(file);
        var store = StoreSection.Read(root, layers, findings);
        var ssh = SshSection.Read(root, findings);
        var advisories = AdvisorySettings.Read(root);
        root.RefuseTheRest();
        loss ??= root.Unknown.FirstOrDefault(u => u.Meant is "hosts" or "inventories")?.Finding;
        if (loss is not null) hosts = hosts with { Loss = loss };
        foreach (var word in root.Unknown) policies.AddMisspelt(word);
        if (root.Unknown.FirstOrDefault(u => u.Meant == "store") is { } misspelt) store = misspelt.Finding;
        if (root.Unknown.FirstOrDefault(u => u.Meant == "ssh") is { } misread) ssh = misread.Finding;
        if (!findings.Exists(f => f.Severity == FindingSeverity.Error) && policies.Whole.Count == 0) findings.Add(NothingConfigured([.. layers.Files]));
        return new PatchConfiguration(layers, policies, hosts, MeansToListHosts(root, layers), advisories, store, ssh, packageManagers.All, findings);
    }

    private static bool MeansToListHosts(SettingReader root, ConfigurationLayers layers)
    {
        // [ ] has an empty text. It lists none, and on purpose.
        bool IsMeant(string key) => (root.Has(key) || layers.IsHollow(key)) && layers.Root[key] != "";
        return IsMeant("hosts") || IsMeant("inventories") || root.Unknown.Any(u => u.Meant is "hosts" or "inventories");
    }

    private static Finding NothingConfigured(string[] files) => new()
    {
        Code = NothingCode,
        Severity = FindingSeverity.Warning,
        Message = "No policy is configured: " + (files.Length == 0
            ? $"there is neither '{ConfigurationLayers.MachineFile}' nor '{ConfigurationLayers.UserFile}'."
            : $"none stands in {string.Join(" or ", files.Select(f => $"'{f}'"))}."),
        Suggestion = (files.Length == 0 ? "Write one of them" : "Write one under \"policies\"")
            + " (Get-Help about_PatchWindow shows a whole one), or name another file with -ConfigurationPath.",
    };

    /// <summary>A setting's place as people write it, with the file it stands in.</summary>
    internal string PlaceOf(string key) => layers.PlaceOf(key);

    /// <summary>Whether a finding is about a file as a whole, of which then nothing counts.</summary>
    public static bool IsFileFault(Finding finding) =>
        finding.Code is "ConfigurationNotFound" or "ConfigurationUnreadable" or "ConfigurationEmpty" or "ConfigurationInvalid";

    /// <summary>Whether a finding says that no policy is configured.</summary>
    public static bool IsEmpty(Finding finding) => finding.Code == NothingCode;

    /// <summary>The policies whose names match any of the patterns; a pattern without a wildcard that matches none is a problem.</summary>
    /// <param name="patterns">Names, with wildcards; none means all.</param>
    /// <param name="problems">Receives the names that match nothing.</param>
    public IReadOnlyList<CompiledPolicy> Select(IReadOnlyList<string> patterns, ICollection<Finding> problems)
    {
        var missing = new List<Finding>();
        var selected = Select(Policies, p => p.Name, patterns, "policy", "PolicyNotFound", missing);
        foreach (var problem in missing)
        {
            var faulty = FaultyPolicies.FirstOrDefault(f => string.Equals(f.Name, problem.Path, StringComparison.OrdinalIgnoreCase));
            problems.Add(faulty is null ? problem : LeftOut(faulty));
        }

        return selected;
    }

    /// <summary>Every value that policies go by, also the faulty ones, and where it comes from.</summary>
    /// <param name="patterns">Names, with wildcards; none means all.</param>
    /// <param name="problems">Receives the names that match nothing.</param>
    public IEnumerable<PolicySetting> SettingsOf(IReadOnlyList<string> patterns, ICollection<Finding> problems) =>
        Select(policyKeys, p => p.Name, patterns, "policy", "PolicyNotFound", problems)
            .SelectMany(p => new EffectiveSettings(layers, p.Key, p.Name).All());

    private static Finding LeftOut(FaultyPolicy policy) => new()
    {
        Code = nameof(ReasonCode.PolicyInvalid),
        Policy = policy.Name,
        Path = policy.Name,
        Message = $"The policy '{policy.Name}' has a fault and is left out ({policy.Fault})",
        Suggestion = policy.Fault.Suggestion,
    };

    /// <summary>Those of a list whose names match any of the patterns.</summary>
    internal static IReadOnlyList<T> Select<T>(
        IReadOnlyList<T> all, Func<T, string> nameOf, IReadOnlyList<string> patterns, string noun, string code,
        ICollection<Finding> problems)
    {
        if (patterns.Count == 0) return all;
        foreach (var pattern in patterns.Where(p => p.IndexOfAny(['*', '?']) < 0 && !all.Any(i => Wildcard.Matches(p, nameOf(i)))))
            problems.Add(NotFound(pattern, noun, code, all.Select(nameOf)));
        return [.. all.Where(i => patterns.Any(p => Wildcard.Matches(p, nameOf(i))))];
    }

    /// <summary>A problem for a name that nothing has: the nearest one, and which there are.</summary>
    internal static Finding NotFound(string name, string noun, string code, IEnumerable<string> names) => new()
    {
        Code = code,
        Kind = FindingKind.ObjectNotFound,
        Path = name,
        Message = $"There is no {noun} '{name}'.{NearestWord.Question(NearestWord.To(name, names))}",
        Suggestion = names.Any() ? "There are: " + string.Join(", ", names.Take(20)) + "." : $"No {noun} is configured.",
    };
}
