using System.Globalization;

namespace PatchWindow.Fleet.Policies;

/// <summary>What a test of policies came to.</summary>
/// <param name="Findings">What is to be written: the worst first, then by policy and place.</param>
/// <param name="Problems">What kept it from testing what it was asked to.</param>
/// <param name="Verdict">The fault that a strict test ends with; null where it found none, or is not strict.</param>
/// <param name="Summary">What was found, in a line.</param>
public sealed record PolicyTestReport(
    IReadOnlyList<Finding> Findings, IReadOnlyList<Finding> Problems, Finding? Verdict, string Summary)
{
    internal static PolicyTestReport Of(PolicyTestRequest request, IEnumerable<Finding> all, IReadOnlyList<Finding> problems, int policies)
    {
        var findings = all.Distinct().ToList();
        var errors = problems.Count + findings.Count(f => f.Severity == FindingSeverity.Error);
        var warnings = findings.Count(f => f.Severity == FindingSeverity.Warning);
        var summary = $"{Count(errors, "error")}, {Count(warnings, "warning")} in {Count(policies, "policy", "policies")}";
        if (request.Strict) findings = [.. findings.Select(f => f.Severity == FindingSeverity.Warning ? f with { Severity = FindingSeverity.Error } : f)];
        var verdict = !request.Strict || errors + warnings == 0 ? null : new Finding
        {
            Code = "PolicyTestFailed",
            Kind = FindingKind.InvalidData,
            Message = $"The test of the policies failed: {summary}, and -Strict takes warnings for errors.",
        };
        return new PolicyTestReport(
            [
                .. findings.Where(f => f.Severity >= request.Severity)
                    .OrderByDescending(f => f.Severity)
                    .ThenBy(f => f.Policy, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(f => Sortable(f.Path), StringComparer.OrdinalIgnoreCase),
            ],
            problems, verdict, summary);
    }

    // schedules[2] stands before schedules[10].
    private static string Sortable(string? path) => System.Text.RegularExpressions.Regex.Replace(path ?? "", @"\d+", m => m.Value.PadLeft(9, '0'));

    private static string Count(int number, string one, string? many = null) =>
        number.ToString(CultureInfo.InvariantCulture) + " " + (number == 1 ? one : many ?? one + "s");
}
