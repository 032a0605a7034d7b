namespace PatchWindow.Console.Tests;

public sealed class QuestionTests(InstalledConsole console) : IDisposable
{
    private const string Confirming =
        """
        function Set-It { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([Parameter(ValueFromPipeline)] $Name)
            process { if ($PSCmdlet.ShouldProcess($Name, 'patch')) { "did $Name" } } }
        'a', 'b', 'c' | Set-It
        """;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("y\ny\nn\n", "a b")]
    [InlineData("n\n\nYES\n", "b c")]
    [InlineData("y\na\n", "a b c")]
    [InlineData("y\nl\n", "a")]
    [InlineData("what\n?\ns\ny\nl\n", "a")]
    public void Confirmation_is_answered_from_standard_input(string answers, string done)
    {
        var outcome = Run(Confirming, answers);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(done.Split(' '), outcome.Output.Split("did ").Skip(1).Select(o => o[..1]));
    }

    [Fact]
    public void At_the_end_of_input_a_question_is_an_error()
    {
        var outcome = Run(Confirming, "y\n");
        Assert.Contains("did a", outcome.Output);
        Assert.Contains("standard input has ended", outcome.Error);
    }

    [Fact]
    public void NonInteractive_asks_nothing()
    {
        var outcome = console.Run(["-NonInteractive", _folder.Write("q.ps1", Confirming)], "y\ny\ny\n");
        Assert.DoesNotContain("did", outcome.Output);
        Assert.Contains("-NonInteractive says", outcome.Error);
    }

    [Fact]
    public void Mandatory_parameters_are_asked_for_in_their_types()
    {
        var outcome = Run(
            """
            function Get-It { param([Parameter(Mandatory)] [string[]] $Name, [Parameter(Mandatory)] [int] $Count, [Parameter(Mandatory)] [securestring] $Key)
                "$($Name.Count) names, $($Count + 1), $($Key.Length) letters, $([Net.NetworkCredential]::new('', $Key).Password)" }
            Get-It
            """,
            "web01\nweb02\n\n41\nhush\n");
        Assert.EndsWith("2 names, 42, 4 letters, hush\n", outcome.Output);
    }

    [Fact]
    public void A_credential_is_a_name_and_a_password()
    {
        var outcome = Run(
            "$c = $Host.UI.PromptForCredential('Vendor', 'Log in', $null, 'vendor.example'); \"$($c.UserName):$($c.Password.Length)\"",
            "admin\nhush\n");
        Assert.EndsWith("admin:4\n", outcome.Output);
        Assert.DoesNotContain("hush", outcome.Output);
    }

    [Fact]
    public void A_script_reads_lines() => Assert.Equal(
        "got one and two\n", Run("\"got $($Host.UI.ReadLine()) and $($Host.UI.ReadLine())\"", "one\ntwo\n").Output);

    public void Dispose() => _folder.Dispose();

    private Outcome Run(string script, string input) => console.Run([_folder.Write("q.ps1", script)], input);
}
