using System.Text.RegularExpressions;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Help;

/// <summary>The codes that Get-Help about_PatchWindow lists are those that Test-PatchPolicy's checks have.</summary>
public sealed class AboutFindingsTests(Engine engine) : SessionTest(engine)
{
    [Fact]
    public void Every_code_of_the_checks_is_listed_and_every_code_listed_is_one()
    {
        var topic = File.ReadAllText(Path.Combine(StagedModule.Folder, "en-US", "about_PatchWindow.help.txt"));
        var section = Regex.Match(topic, @"^FINDINGS\n(.*?)^[A-Z]", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        var listed = Regex.Matches(section, @"^ +([A-Z][a-z]+(?:[A-Z][a-z]+)+) {2,}(?:Error|Warning|Information)", RegexOptions.Multiline).Select(m => m.Groups[1].Value);

        Run("Test-PatchPolicy").MustSucceed(); // so that its assembly is there
        var checks = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType("PatchWindow.Core.Policies.Checks.PolicyChecks")).OfType<Type>().First();
        var codes = (IReadOnlyList<string>)checks.GetProperty("Codes")!.GetValue(null)!;

        Assert.Equal(codes.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}
