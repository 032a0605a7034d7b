namespace PatchWindow.Console.Tests;

public sealed class ScriptArgumentsTests
{
    [Fact]
    public void Words_stay_strings_and_names_stay_names() =>
        Assert.Equal([(null, "bash"), ("-First", null), (null, "2"), (null, "true")], Parse("bash", "-First", "2", "true"));

    [Fact]
    public void The_colon_form_carries_its_value() =>
        Assert.Equal([("-Name", "a:b"), ("-Last", "x")], Parse("-Name:a:b", "-Last:", "x"));

    [Theory]
    [InlineData("-Switch:$false", false)]
    [InlineData("-Switch:False", false)]
    [InlineData("-Switch:$true", true)]
    public void The_colon_form_is_how_a_switch_is_turned_off(string word, bool value) =>
        Assert.Equal([("-Switch", value)], Parse(word));

    [Theory]
    [InlineData("-5")]
    [InlineData("-0.5")]
    [InlineData("-")]
    [InlineData("")]
    public void What_cannot_be_a_name_is_a_value(string word) => Assert.Equal([(null, word)], Parse(word));

    [Fact]
    public void After_a_double_dash_there_are_only_values() =>
        Assert.Equal([("-A", null), (null, "-B"), (null, "--"), (null, "-C:1")], Parse("-A", "--", "-B", "--", "-C:1"));

    private static IEnumerable<(string?, object?)> Parse(params string[] words) =>
        ScriptArguments.Parse(words).Select(p => ((string?)p.Name, (object?)p.Value));
}
