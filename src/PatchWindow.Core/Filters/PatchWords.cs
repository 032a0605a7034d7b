using PatchWindow.Core.Text;

namespace PatchWindow.Core.Filters;

/// <summary>What may be asked of a pending patch.</summary>
internal sealed class PatchWords : FilterVocabulary<PendingPatch>
{
    public static readonly PatchWords Instance = new();

    private static readonly Dictionary<string, FilterField<PendingPatch>> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["exploited"] = new FlagField<PendingPatch>("exploited", p => p.Exploited),
        ["severity"] = new RankField<PendingPatch, PatchSeverity>("severity", p => p.Severity, isOrdered: true),
        ["cvss"] = new NumberField<PendingPatch>("cvss", p => p.Cvss),
        ["cve"] = new TextsField<PendingPatch>("cve", p => p.Cves),
        ["advisory"] = new TextsField<PendingPatch>("advisory", p => p.Advisories),
        ["classification"] = new RankField<PendingPatch, PatchClassification>("classification", p => p.Classification, isOrdered: false),
        ["name"] = new TextField<PendingPatch>("name", p => p.Name),
        ["source"] = new TextField<PendingPatch>("source", p => p.Source),
        ["behind"] = new NumberField<PendingPatch>("behind", p => p.PatchesBehind),
    };

    public override string FaultCode => "PatchFilterInvalid";

    public override string Example => "exploited or severity = Critical or cvss >= 9 or advisory in (DSA-5678-1)";

    public override string Left => "exploited, severity, cvss, cve, advisory, 'not' or '('";

    public override FilterField<PendingPatch>? Field(string word, out string? fault)
    {
        fault = null;
        if (Fields.TryGetValue(word, out var field)) return field;
        fault = $"is nothing that a patch has; it has {string.Join(", ", Fields.Keys)}.{NearestWord.Question(NearestWord.To(word, Fields.Keys))}".TrimEnd('.');
        return null;
    }
}
