using System.Management.Automation;

namespace PatchWindow.HelpBuilder.Tests.Engine;

/// <summary>What a reader of the help meets; the expected text is that of the comments in the fixture.</summary>
public sealed class GetHelpTests(SampleSession session) : IClassFixture<SampleSession>
{
    private const string Get = "(Get-Help Get-Crop -Full)";
    private const string Remove = "(Get-Help Remove-Crop -Full)";
    private const string Clear = "(Get-Help Clear-Crop -Full)";

    [Theory]
    [InlineData("the summary is the synopsis", Get + ".Synopsis", "Gets the crops of a field; <none> & \"all\" are answers too.")]
    [InlineData("a class inherits the summary it lacks", Clear + ".Synopsis", "Removes crops.")]
    [InlineData("and keeps the remarks it has", Clear + ".description", "Its own words; the rest is inherited.")]
    [InlineData("and its own examples instead of the inherited", Clear + ".examples.example | ForEach-Object code", "Clear-Crop")]
    [InlineData("without remarks the summary describes", Remove + ".description", "Removes crops.")]
    [InlineData("a parameter has its summary", Get + ".parameters.parameter | Where-Object name -eq Name | ForEach-Object description", "The names; * stands for anything.")]
    [InlineData("or its help message", Get + ".parameters.parameter | Where-Object name -eq Since | ForEach-Object description", "Only what was sown since.")]
    [InlineData("or the text it inherits by cref", Remove + ".parameters.parameter | Where-Object name -eq Twin | ForEach-Object description", "The crop.")]
    [InlineData("or by inheritdoc from what it overrides", Get + ".parameters.parameter | Where-Object name -eq First | ForEach-Object description", "How many at most.")]
    [InlineData("and then its remarks", Get + ".parameters.parameter | Where-Object name -eq ConfigurationPath | ForEach-Object description", "The configuration file to read.|Environment variables count on top of it.")]
    [InlineData("and then its set of values", Get + ".parameters.parameter | Where-Object name -eq Colour | ForEach-Object description", "Only crops of that colour.|Possible values: Red, Blue.")]
    [InlineData("or its enum's values in source order, explained", Get + ".parameters.parameter | Where-Object name -eq Ripeness | ForEach-Object description", "Only what is so far.|Possible values:\n- Green: Not for eating yet.\n- Ripe: For eating now; see Green.\n- Rotten")]
    [InlineData("<value> is the default", Get + ".parameters.parameter | ForEach-Object { $_.name + '=' + $_.defaultValue }", "All=False|Colour=None|ConfigurationPath=the machine's own|First=10|InputObject=None|Name=None|Ripeness=None|Since=None")]
    [InlineData("the attributes bind to the pipeline", Get + ".parameters.parameter | Where-Object pipelineInput -ne False | ForEach-Object { $_.name + '=' + $_.pipelineInput }", "InputObject=True (ByValue)|Name=True (ByPropertyName)")]
    [InlineData("in both ways", Remove + ".parameters.parameter | Where-Object name -eq Name | ForEach-Object pipelineInput", "True (ByValue, ByPropertyName)")]
    [InlineData("aliases", Get + ".parameters.parameter | Where-Object aliases -ne none | ForEach-Object { $_.name + '=' + $_.aliases }", "Name=CropName, cn")]
    [InlineData("wildcards", Get + ".parameters.parameter | Where-Object globbing -eq true | ForEach-Object name", "Name")]
    [InlineData("mandatory only where every set says so", Remove + ".parameters.parameter | Where-Object required -eq true | ForEach-Object name", "Name|Reason")]
    [InlineData("positions", Remove + ".parameters.parameter | Where-Object position -ne named | ForEach-Object { $_.name + '=' + $_.position }", "In=1|Name=0")]
    [InlineData("types as people write them", Remove + ".parameters.parameter | ForEach-Object { [string]$_.parameterValue }", "Dictionary[String, Nullable[Int32]]|String|TimeSpan|String|String|Object[]|Hashtable|SwitchParameter|SwitchParameter")]
    [InlineData("what the type of the output says of itself", Get + ".returnValues.returnValue | ForEach-Object { $_.type.name + '=' + $_.description.Text }", "Sample.Crop=What one harvest brought in.|System.DateTime=|System.String[]=|Sample.Other=")]
    [InlineData("no output", Remove + ".returnValues.returnValue.type.name", "None")]
    [InlineData("inputs by value and by name", Get + ".inputTypes.inputType | ForEach-Object { $_.type.name + '=' + $_.description[0].Text.Trim() }", "Sample.Crop=Binds to -InputObject.|System.Object=Any object: its properties Name, CropName and cn bind by name.")]
    [InlineData("links", Get + ".relatedLinks.navigationLink | ForEach-Object { $_.linkText + '=' + $_.uri }", "Remove-Crop=|Online Version:=https://example.org/help")]
    [InlineData("the address of the attribute", Clear + ".relatedLinks.navigationLink.uri", "https://example.org/clear")]
    [InlineData("code keeps its lines", Get + ".examples.example[1].code", "Get-Crop -Name 'w*' |\n    Remove-Crop -WhatIf\n\nGet-Crop")]
    [InlineData("code that begins behind its tag too", Get + ".examples.example[2].code", "Get-Crop north -Ripeness Ripe |\n    Remove-Crop")]
    [InlineData("text after the code explains", Get + ".examples.example[0].remarks", "It writes Crop objects.|Names come first.|")]
    [InlineData("an about topic's synopsis", "(Get-Help about_Sample).Synopsis; Get-Help about_S* | ForEach-Object Synopsis", "All about crops.|All about crops.")]
    public void The_object_has_what_the_comment_says(string what, string script, string expected) =>
        Assert.Equal((what, expected), (what, string.Join("|", session.Invoke(script).Select(Text))));

    [Theory]
    [InlineData("Get-Crop")]
    [InlineData("Remove-Crop")]
    [InlineData("Clear-Crop")]
    public void The_syntax_is_what_the_engine_itself_makes_of_the_cmdlet(string cmdlet)
    {
        var script = """
            (Get-Command NAME).ParameterSets | ForEach-Object {
                $parts = foreach ($p in $_.Parameters) { if ($p.Name -ne 'Internal' -and $common -notcontains $p.Name) { "$($p.Name) $($p.IsMandatory) $($p.Position)" } }
                ($parts | ForEach-Object { $_ -replace '-2147483648', 'named' }) -join ', '
            }
            """.Replace("NAME", cmdlet, StringComparison.Ordinal);
        session.Invoke("$common = [System.Management.Automation.PSCmdlet]::CommonParameters");
        var sets = session.Invoke(script).Select(set => set.ToString().Split(", ").Order());
        var help = session.Invoke($$"""
            (Get-Help {{cmdlet}} -Full).syntax.syntaxItem | ForEach-Object { ($_.parameter | ForEach-Object { "$($_.name) $($_.required) $($_.position)" }) -join ', ' }
            """).Select(set => set.ToString().Split(", ").Order());

        Assert.Equal(
            string.Join("\n", sets.Select(set => string.Join(", ", set))),
            string.Join("\n", help.Select(set => string.Join(", ", set))), ignoreCase: true);
    }

    [Theory]
    [InlineData("Get-Crop", "-Internal")]
    [InlineData("Remove-Crop", null)]
    [InlineData("Clear-Crop", null)]
    public void And_its_parameters_stand_in_the_order_of_Get_Command_Syntax(string cmdlet, string? hidden)
    {
        // CommandParameterSetInfo.ToString is what Get-Command -Syntax prints.
        var engine = session.Invoke($"(Get-Command {cmdlet}).ParameterSets | ForEach-Object ToString")
            .Select(set => NamesIn(set.ToString()).Where(name => name != hidden));
        var help = session.Invoke($"(Get-Help {cmdlet} -Full).syntax.syntaxItem | ForEach-Object {{ ($_.parameter | ForEach-Object {{ '-' + $_.name }}) -join ' ' }}")
            .Select(set => NamesIn(set.ToString()));

        Assert.Equal(engine, help);

        static IEnumerable<string> NamesIn(string syntax) =>
            syntax.Split([' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith('-'));
    }

    [Fact]
    public void The_examples_view_reads_title_introduction_code_and_explanation()
    {
        Assert.EndsWith(
            """
                -------------------- Example 1: Everything that grows ---------------------

                Get-Crop

                It writes Crop objects.

                Names come first.

                -------------------------------- Example 2 --------------------------------

                This introduction is too long to be the title of an example, and that is why it is not one.
                Get-Crop -Name 'w*' |
                    Remove-Crop -WhatIf

                Get-Crop


                -------------------------- Example 3: Ripe ones ---------------------------

                Taken from one field.

                No more than two.
                Get-Crop north -Ripeness Ripe |
                    Remove-Crop
            """.ReplaceLineEndings("\n").Trim(), session.Screen("Get-Help Get-Crop -Examples").Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void On_80_columns_a_title_and_its_rule_are_one_line()
    {
        var rules = session.Screen("Get-Help Get-Crop -Examples", columns: 80).Split('\n').Where(line => line.Contains('-') && line.Trim(' ', '-').Length == 0);
        var titles = session.Screen("Get-Help Get-Crop -Examples", columns: 80).Split('\n').Where(line => line.Contains(" Example ", StringComparison.Ordinal));

        Assert.Empty(rules);
        Assert.All(titles, title => Assert.Matches("^    -+ Example .* -+$", title));
    }

    [Fact]
    public void The_description_view_keeps_lists_and_code_and_flows_the_rest()
    {
        var screen = session.Screen("Get-Help Get-Crop");

        Assert.Contains("    A paragraph without a tag,\n\n    and one after a blank line:\n\n    - first\n    - second: has a meaning\n\n"
            + "    if ($true) {\n        Get-Crop\n    }\n", screen, StringComparison.Ordinal);
        Assert.Contains("[-Ripeness {Green | Ripe | Rotten}] [-Colour {Red | Blue}] [-Since <DateTime>] [-All]", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Crefs_read_as_at_a_prompt()
    {
        var first = Text(session.Invoke(Get + ".description")[0]);

        Assert.Equal(
            "Use it with Remove-Crop, or with Where-Object. It knows Ripeness, what is ripe, Green, -Name and "
            + "-ConfigurationPath; never null. More at the farm (https://example.org/crops).", first);
    }

    [Fact]
    public void One_parameter_can_be_asked_for() =>
        Assert.StartsWith("-Colour <String>\n    Only crops of that colour.", session.Screen("Get-Help Get-Crop -Parameter Colour").Trim(), StringComparison.Ordinal);

    [Fact]
    public void A_cmdlet_that_asks_by_itself_says_so() =>
        Assert.Contains("unless you say -Confirm:$false", session.Screen("Get-Help Remove-Crop -Parameter Confirm"), StringComparison.Ordinal);

    [Fact]
    public void What_is_not_to_be_shown_is_not_shown() =>
        Assert.DoesNotContain("Internal", session.Screen("Get-Help Get-Crop -Full"), StringComparison.Ordinal);

    /// <summary>A paragraph's text, without the line break that the engine adds to all but the last.</summary>
    private static string Text(PSObject value) =>
        ((value.Properties["Text"]?.Value ?? value.BaseObject).ToString() ?? "").TrimEnd().ReplaceLineEndings("\n");
}
