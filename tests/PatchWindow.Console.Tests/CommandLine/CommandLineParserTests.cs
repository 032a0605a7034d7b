namespace PatchWindow.Console.Tests;

public sealed class CommandLineParserTests
{
    [Fact]
    public void No_words_start_a_prompt() => Assert.Equal(new StartPrompt(), CommandLineParser.Parse([]));

    [Theory]
    [InlineData("-Command")]
    [InlineData("-command")]
    [InlineData("-c")]
    [InlineData("--command")]
    public void Everything_after_Command_is_the_command(string option) =>
        Assert.Equal(new RunCommand("Get-PatchWindow -First 2"),
            CommandLineParser.Parse([option, "Get-PatchWindow", "-First", "2"]));

    [Theory]
    [InlineData("-Command", "-")]
    [InlineData("-File", "-")]
    [InlineData("-f", "-")]
    public void A_dash_stands_for_standard_input(params string[] words) =>
        Assert.Equal(new RunStandardInput(), CommandLineParser.Parse(words));

    [Theory]
    [InlineData("a.ps1", "-Command", "x")]
    [InlineData("-File", "a.ps1", "-Command", "x")]
    [InlineData("-NoProfile", "a.ps1", "-Command", "x")]
    public void What_follows_a_script_belongs_to_the_script(params string[] words)
    {
        var script = Assert.IsType<RunScript>(CommandLineParser.Parse(words));
        Assert.Equal("a.ps1", script.Path);
        Assert.Equal(["-Command", "x"], script.Arguments);
    }

    [Fact]
    public void Options_before_the_request_are_kept_with_it()
    {
        var request = CommandLineParser.Parse(["-nop", "-noni", "-nol", "-ExecutionPolicy", "Bypass", "-c", "1"]);
        Assert.Equal(new RunCommand("1") { NonInteractive = true, NoLogo = true, ExecutionPolicy = "Bypass" }, request);
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("--help")]
    [InlineData("-?")]
    [InlineData("/?")]
    public void Help_has_its_usual_spellings(string word) => Assert.Equal(new ShowHelp(), CommandLineParser.Parse([word]));

    [Fact]
    public void Version_may_be_shortened() => Assert.Equal(new ShowVersion(), CommandLineParser.Parse(["-v"]));

    [Theory]
    [InlineData("-Comand", "-Comand is not an option. Did you mean -Command?")]
    [InlineData("--versoin", "--versoin is not an option. Did you mean -Version?")]
    [InlineData("-NonInteractiv3", "-NonInteractiv3 is not an option. Did you mean -NonInteractive?")]
    [InlineData("-Frobnicate", "-Frobnicate is not an option. See -Help.")]
    [InlineData("-no", "-no is not an option. See -Help.")]
    [InlineData("--", "-- is not an option. See -Help.")]
    public void A_wrong_option_names_the_nearest_right_one(string word, string reason) =>
        Assert.Equal(new Refuse(reason), CommandLineParser.Parse([word]));

    [Theory]
    [InlineData("-Command")]
    [InlineData("-File")]
    [InlineData("-ExecutionPolicy")]
    public void An_option_without_its_value_is_refused(string option) =>
        Assert.StartsWith(option + " needs", Assert.IsType<Refuse>(CommandLineParser.Parse([option])).Reason);
}
