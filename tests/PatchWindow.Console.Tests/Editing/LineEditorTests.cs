namespace PatchWindow.Console.Tests;

public sealed class LineEditorTests
{
    private readonly List<string> _history = [];
    private readonly List<string> _commands = ["Get-PatchHost", "Get-PatchPlan", "Get-PatchPolicy", "Stop-PatchRun"];

    [Theory]
    [InlineData("abc", "abc|")]
    [InlineData("abc<LeftArrow>x", "abx|c")]
    [InlineData("abc<Home>x", "x|abc")]
    [InlineData("abc<C-a>x<C-e>y", "xabcy|")]
    [InlineData("abc<C-b><C-b><C-f>x", "abx|c")]
    [InlineData("abc<Home><Delete>", "|bc")]
    [InlineData("abc<Backspace>", "ab|")]
    [InlineData("<Backspace><LeftArrow><Delete><RightArrow>", "|")]
    [InlineData("Get-PatchPlan web01<C-LeftArrow><C-LeftArrow>", "Get-|PatchPlan web01")]
    [InlineData("Get-PatchPlan web01<Home><C-RightArrow>", "Get|-PatchPlan web01")]
    [InlineData("one two<A-b><A-b><A-f>", "one| two")]
    public void Keys_edit_text_and_move_the_cursor(string keys, string expected) => Assert.Equal(expected, Typed(keys));

    [Theory]
    [InlineData("cat /etc/hosts<C-w>", "cat |")]
    [InlineData("cat /etc/hosts<C-u>", "|")]
    [InlineData("cat /etc/hosts<Home><C-k>", "|")]
    [InlineData("a b<C-w><Home><C-y>", "b|a ")]
    [InlineData("one two<Home><A-d>", "| two")]
    [InlineData("abc<C-a><C-d>", "|bc")]
    public void Control_keys_are_those_of_a_Unix_shell(string keys, string expected) => Assert.Equal(expected, Typed(keys));

    [Theory]
    [InlineData("e\u0301x<LeftArrow><Backspace>", "|x")]
    [InlineData("a😀<Backspace>", "a|")]
    [InlineData("漢字<LeftArrow><Delete>", "漢|")]
    public void What_looks_like_one_character_is_one(string keys, string expected) => Assert.Equal(expected, Typed(keys));

    [Theory]
    [InlineData("<UpArrow>", "second|")]
    [InlineData("<UpArrow><UpArrow><UpArrow>", "first|")]
    [InlineData("dr<UpArrow><UpArrow><DownArrow><DownArrow>", "dr|")]
    [InlineData("<C-p><C-p><C-n>", "second|")]
    [InlineData("<DownArrow>", "|")]
    public void Up_and_down_walk_through_history_and_back_to_the_draft(string keys, string expected)
    {
        _history.AddRange(["first", "second"]);
        Assert.Equal(expected, Typed(keys));
    }

    [Fact]
    public void Up_and_down_first_move_within_text_of_several_lines()
    {
        _history.AddRange(["first", "if (1) {\n  2\n}"]);
        Assert.Equal("if (1) {\n  2\n}|", Typed("<UpArrow>"));
        Assert.Equal("if (1) {\n | 2\n}", Typed("<UpArrow><UpArrow>"));
        Assert.Equal("first|", Typed("<UpArrow><UpArrow><UpArrow><UpArrow>"));
    }

    [Theory]
    [InlineData("<C-r>host", "Get-PatchHost web", "(search 'host'): ")]
    [InlineData("<C-r>get<C-r>", "Get-PatchPlan", "(search 'get'): ")]
    [InlineData("<C-r>zzz", "", "(nothing with 'zzz'): ")]
    [InlineData("<C-r>plam<Backspace>", "Get-PatchPlan", "(search 'pla'): ")]
    [InlineData("dr<C-r>host<C-g>", "dr", null)]
    [InlineData("<C-r>plan<End>!", "Get-PatchPlan!", null)]
    public void Ctrl_R_finds_older_lines(string keys, string text, string? prompt)
    {
        _history.AddRange(["Get-PatchPlan", "Get-PatchHost web"]);
        var editor = Press(keys, out _);
        Assert.Equal((text, prompt), (editor.Line.Text, editor.SearchPrompt));
    }

    [Fact]
    public void Enter_runs_the_line_that_was_found()
    {
        _history.Add("Get-PatchPlan");
        var editor = Press("<C-r>plan<Enter>", out var result);
        Assert.Equal(("Get-PatchPlan", EditResult.Accept), (editor.Line.Text, result));
    }

    [Theory]
    [InlineData("sto<Tab>", "Stop-PatchRun|")]
    [InlineData("get<Tab>", "Get-Patch|")]
    [InlineData("Get-Patch<Tab>", "Get-PatchHost|")]
    [InlineData("Get-Patch<Tab><Tab>", "Get-PatchPlan|")]
    [InlineData("Get-Patch<Tab><Tab><Tab><Tab>", "Get-PatchHost|")]
    [InlineData("Get-Patch<S-Tab>", "Get-PatchPolicy|")]
    [InlineData("Get-Patch<Tab><Tab><S-Tab>", "Get-PatchHost|")]
    [InlineData("Get-Patch<Tab> x", "Get-PatchHost x|")]
    [InlineData("zzz<Tab>", "zzz|")]
    public void Tab_takes_what_is_common_and_then_goes_round(string keys, string expected) =>
        Assert.Equal(expected, Typed(keys));

    [Theory]
    [InlineData("abc<Enter>", "Accept")]
    [InlineData("<C-d>", "EndOfInput")]
    [InlineData("abc<C-d>", "Editing")]
    [InlineData("abc<C-c>", "Abandon")]
    [InlineData("abc<C-l>", "ClearScreen")]
    public void Some_keys_end_the_line(string keys, string expected)
    {
        Press(keys, out var result);
        Assert.Equal(expected, result.ToString());
    }

    [Fact]
    public void Enter_begins_a_new_line_in_text_that_is_not_complete()
    {
        var editor = Press("if (1) {<Enter>2<Enter>}<Enter>", out var result);
        Assert.Equal(("if (1) {\n2\n}", EditResult.Accept), (editor.Line.Text, result));
    }

    private string Typed(string keys)
    {
        var line = Press(keys, out _).Line;
        return line.Text.Insert(line.Cursor, "|");
    }

    private LineEditor Press(string keys, out EditResult result)
    {
        var editor = new LineEditor(_history, Complete, Statement.IsComplete);
        result = EditResult.Editing;
        foreach (var key in Keys.Parse(keys))
            result = editor.Press(key);
        return editor;
    }

    private Completion? Complete(EditLine line)
    {
        var found = _commands.Where(c => c.StartsWith(line.Text, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 0 ? null : new Completion(0, line.Text.Length, found);
    }
}
