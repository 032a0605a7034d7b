using PatchWindow.Core.Policies;
using PatchWindow.Core.Text;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Everything the configuration says, checked; what is wrong with it stands in <see cref="Findings"/>.</summary>
public sealed class PatchConfiguration
{
    private PatchConfiguration(
        IReadOnlyList<CompiledPolicy> policies, IReadOnlyList<ManagedHost> hosts, StoreSettings store, IReadOnlyList<Finding> findings,
        IReadOnlyList<string> files)
    {
        Policies = policies;
        Hosts = hosts;
        Store = store;
        Findings = findings;
        Files = files;
    }

    /// <summary>The policies that are whole, by name.</summary>
    public IReadOnlyList<CompiledPolicy> Policies { get; }

    /// <summary>The hosts that are listed; none where the configuration lists none.</summary>
    public IReadOnlyList<ManagedHost> Hosts { get; }

    public StoreSettings Store { get; }

    /// <summary>All faults and warnings of all files at once.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The files that were read, the strongest last.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>
    /// Reads the layers of <see cref="ConfigurationLayers"/>. A faulty policy or host is left out and reported; the others stay.
    /// </summary>
    /// <param name="explicitPath">The file someone named; null for none.</param>
    public static PatchConfiguration Read(string? explicitPath)
    {
        var findings = new List<Finding>();
        var layers = ConfigurationLayers.Read(explicitPath, findings);
        var root = new SettingReader(layers.Root, "", layers, findings);
        var policies = new List<CompiledPolicy>();
        foreach (var reader in root.Named("policies"))
        {
            var policy = PolicySettings.Read(reader);

            // A policy with a misspelt key would be a policy that someone did not mean: it is left out, whole.
            var faults = new List<Finding>();
            var compiled = PolicyCompiler.Compile(policy, faults);
            foreach (var fault in faults)
            {
                var key = fault.Path ?? "";
                var path = $"{layers.SourceOf(key)}: {SettingPath.Of(key)}";

                // What could not be read is missing to the compiler too; once is enough.
                if (!findings.Exists(f => f.Path == path)) findings.Add(fault with { Path = path });
            }

            if (compiled is not null && !reader.Faulty) policies.Add(compiled);
        }

        var hosts = HostSettings.Read(root);
        var store = StoreSettings.Default;
        if (root.Object("store") is { } storeReader)
        {
            store = new StoreSettings(
                storeReader.Text("provider") ?? store.Provider, storeReader.Text("connectionString") ?? store.ConnectionString);
            if (!string.Equals(store.Provider, "sqlite", StringComparison.OrdinalIgnoreCase))
            {
                storeReader.Fault("provider", "StoreProviderNotSupported",
                    $"The store '{store.Provider}' is not in this version.", "Write \"provider\": \"sqlite\".");
            }

            storeReader.RefuseTheRest();
        }

        root.ReadLater("inventories");
        root.RefuseTheRest();
        return new PatchConfiguration(policies, hosts, store, findings, [.. layers.Files]);
    }

    /// <summary>Whether a finding is about a file as a whole, of which then nothing counts.</summary>
    public static bool IsFileFault(Finding finding) =>
        finding.Code is "ConfigurationNotFound" or "ConfigurationUnreadable" or "ConfigurationEmpty" or "ConfigurationInvalid";

    /// <summary>The policies whose names match any of the patterns; a pattern without a wildcard that matches none is a problem.</summary>
    /// <param name="patterns">Names, with wildcards; none means all.</param>
    /// <param name="problems">Receives the names that match nothing.</param>
    public IReadOnlyList<CompiledPolicy> Select(IReadOnlyList<string> patterns, ICollection<Finding> problems) =>
        Select(Policies, p => p.Name, patterns, "policy", "PolicyNotFound", problems);

    /// <summary>Those of a list whose names match any of the patterns.</summary>
    internal static IReadOnlyList<T> Select<T>(
        IReadOnlyList<T> all, Func<T, string> nameOf, IReadOnlyList<string> patterns, string noun, string code,
        ICollection<Finding> problems)
    {
        if (patterns.Count == 0) return all;
        foreach (var pattern in patterns.Where(p => p.IndexOfAny(['*', '?']) < 0 && !all.Any(i => Wildcard.Matches(p, nameOf(i)))))
        {
            problems.Add(new Finding
            {
                Code = code,
                Kind = FindingKind.ObjectNotFound,
                Path = pattern,
                Message = $"There is no {noun} '{pattern}'.{NearestWord.Question(NearestWord.To(pattern, all.Select(nameOf)))}",
                Suggestion = all.Count == 0 ? $"No {noun} is configured." : "There are: " + string.Join(", ", all.Select(nameOf).Take(20)) + ".",
            });
        }

        return [.. all.Where(i => patterns.Any(p => Wildcard.Matches(p, nameOf(i))))];
    }
}
