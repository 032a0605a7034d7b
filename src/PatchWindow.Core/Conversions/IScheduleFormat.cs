using PatchWindow.Core.Outcomes;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// A way in which somebody else writes a schedule. Each format is one class, added to <see cref="ScheduleFormats"/> without
/// touching another.
/// </summary>
public interface IScheduleFormat
{
    /// <summary>The name that -Format takes, such as AwsSsm.</summary>
    string Name { get; }

    /// <summary>The schedule that a text means; a problem that names the word where it cannot be read.</summary>
    Outcome<Conversion<Schedule>> Read(string text);

    /// <summary>The text that means the schedule; a problem where the format cannot say even the recurrence.</summary>
    Outcome<Conversion<string>> Write(Schedule schedule);
}
