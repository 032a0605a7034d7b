namespace PatchWindow.Console;

/// <summary>Tab after Tab: first what all candidates share, then one after the other, and round again.</summary>
internal sealed class CompletionCycle(Func<EditLine, Completion?> complete)
{
    private Completion? _completion;
    private EditLine _shown;
    private int _index;

    public EditLine Next(EditLine line, bool backwards)
    {
        // Anything typed since makes it another question.
        if (_completion is null || _shown != line)
        {
            _completion = complete(line);
            if (_completion is null || _completion.Candidates.Count == 0)
                return line;

            var common = _completion.CommonStart();
            if (_completion.Candidates.Count == 1 || common.Length > _completion.Length)
            {
                var completed = Show(line, common);
                _completion = null;
                return completed;
            }

            _index = backwards ? 0 : -1;
        }

        var count = _completion.Candidates.Count;
        _index = (_index + (backwards ? -1 : 1) + count) % count;
        _shown = Show(line, _completion.Candidates[_index]);
        return _shown;
    }

    private EditLine Show(EditLine line, string text)
    {
        var shown = line.Replace(_completion!.Start, _completion.Length, text);
        _completion = _completion with { Length = text.Length };
        return shown;
    }
}
