namespace PatchWindow.Core.Windows.Text;

#pragma warning disable CA1032, CA1064 // Leaves the reading at the first fault; never leaves ScheduleText.
/// <summary>What is wrong with a text and where.</summary>
/// <param name="at">Where the word begins.</param>
/// <param name="message">The word and what is wrong with it.</param>
/// <param name="suggestion">What to write instead.</param>
/// <param name="readings">Whole texts that may be meant, of which one should be typed.</param>
internal sealed class TextFaultException(int at, string message, string? suggestion, IReadOnlyList<string>? readings = null) : Exception(message)
{
    public int At { get; } = at;

    public string? Suggestion { get; } = suggestion;

    public IReadOnlyList<string> Readings { get; } = readings ?? [];
}
#pragma warning restore CA1032, CA1064
