using System.Management.Automation;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Help;

/// <summary>The help, as Get-Help gives it in the engine.</summary>
public sealed class HelpTests(Engine engine) : SessionTest(engine)
{
    private static readonly string[] Common = [.. Cmdlet.CommonParameters, .. Cmdlet.OptionalCommonParameters];

    public static TheoryData<string> Cmdlets => new(Session.Manifest.Cmdlets);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_a_synopsis_a_description_examples_and_a_text_for_every_parameter(string name)
    {
        var help = Run($"Get-Help {name}").Single;

        // Without a help file the synopsis would be the syntax.
        Assert.DoesNotContain("[<CommonParameters>]", help.Text("Synopsis"));
        Assert.EndsWith(".", help.Text("Synopsis").Trim());
        Assert.NotEmpty(Run($"(Get-Help {name}).Description.Text").Output);
        Assert.NotEmpty(Run($"(Get-Help {name}).Examples.Example").Output);

        var documented = Run($"(Get-Help {name} -Full).Parameters.Parameter").Output
            .ToDictionary(p => p.Text("name"), p => Run("[string]::Join(' ', @($args[0].Description.Text))", p).Single.ToString().Trim());
        var parameters = Run($"(Get-Command {name}).Parameters.Keys").Output.Select(p => p.ToString()).Except(Common);
        Assert.All(parameters, parameter => Assert.True(documented.GetValueOrDefault(parameter) is { Length: > 5 }, $"{name} -{parameter} has no text"));
    }

    [Theory]
    [InlineData("Get-Help Suspend-PendingPatch -Full", "Puts a pending patch off until a date, with a reason. It comes back by itself.")]
    [InlineData("Get-Help Suspend-PendingPatch -Full", "A deferral holds for one version of one package on one host")]
    [InlineData("Get-Help Suspend-PendingPatch -Full", "Why. It is shown wherever the patch is.")]
    [InlineData("Get-Help Defer-PendingPatch", "Puts a pending patch off until a date")]
    [InlineData("Get-Help Get-PatchWindow -Examples", "Get-PatchWindow prod-web -First 4")]
    [InlineData("Get-Help Get-PatchWindow -Examples", "The next four windows of one policy")]
    [InlineData("Get-Help Get-PatchWindow -Parameter IncludeFrozen", "Lists windows that never open as well")]
    [InlineData("Get-Help Test-PatchWindow -Full", "Get-PatchWindow")]
    [InlineData("Get-Help about_PatchWindow", "A *freeze* takes time away from windows|A freeze takes time away from windows")]
    public void What_the_doc_comments_say_is_what_Get_Help_shows(string script, string text)
    {
        var shown = string.Join(" ", Engine.Show(script).Select(line => line.Trim()));

        Assert.True(text.Split('|').Any(t => shown.Contains(t)), shown);
    }
}
