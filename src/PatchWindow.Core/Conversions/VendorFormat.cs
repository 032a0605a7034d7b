using PatchWindow.Core.Outcomes;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// A format whose readers and writers give the whole or leave at the first fault, and note on the way what is lost. The one
/// place where a fault becomes a problem.
/// </summary>
internal abstract class VendorFormat : IScheduleFormat
{
    public abstract string Name { get; }

    public Outcome<Conversion<Schedule>> Read(string text)
    {
        try
        {
            var losses = new Losses(Name);
            var schedule = Read(text, losses);
            return new Conversion<Schedule>(schedule, losses.Found);
        }
        catch (FormatFault fault)
        {
            return fault.Problem ?? ConversionFinding.Unreadable(Name, text, fault.Message, fault.Suggestion);
        }
    }

    public Outcome<Conversion<string>> Write(Schedule schedule)
    {
        try
        {
            var losses = new Losses(Name);
            var plain = PlainSchedule.Of(schedule);
            losses.OwnZone(plain);
            var text = Write(plain, losses);
            return new Conversion<string>(text, losses.Found);
        }
        catch (FormatFault fault)
        {
            return fault.Problem ?? ConversionFinding.Impossible(Name, fault.Message, fault.Suggestion);
        }
    }

    protected abstract Schedule Read(string text, Losses losses);

    protected abstract string Write(PlainSchedule schedule, Losses losses);
}
