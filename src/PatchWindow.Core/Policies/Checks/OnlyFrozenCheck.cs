using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Policies.Checks;

/// <summary>A schedule that opens under a freeze only, and so never.</summary>
internal sealed class OnlyFrozenCheck : IPolicyCheck
{
    private const string Code = "WindowOnlyFrozen";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        for (var i = 0; i < tested.Policy.Schedules.Count; i++)
        {
            var schedule = tested.Policy.Schedules[i];
            var frozen = new List<Opening>();
            WindowsAhead? its = null;
            foreach (var ahead in tested.Ahead)
            {
                var all = ahead.Of(schedule).Where(o => !o.Occurrence.IsSkipped).ToList();
                if (all.Exists(WindowsAhead.Opens))
                {
                    its = null;
                    break;
                }

                if (all.Count > 0 && its is null) (its, frozen) = (ahead, all);
            }

            if (its is not null) yield return Frozen(tested, i, its, frozen);
        }
    }

    private static Finding Frozen(TestedPolicy tested, int index, WindowsAhead ahead, List<Opening> frozen)
    {
        var by = frozen.Select(o => o.By!).Distinct().ToList();
        var places = by.Select(f => $"freezes[{tested.Source.Freezes.IndexOf(f.Source)}]").Distinct().ToList();
        var windows = frozen.Count == 1 ? "The only window" : $"Each of the {Names.Count(frozen.Count, "window")}";
        return new Finding
        {
            Code = Code,
            Severity = FindingSeverity.Warning,
            Path = tested.PlaceOf(index),
            Message = $"{windows} of '{frozen[0].Schedule.Source}' {tested.Span} is frozen, "
                + $"{(frozen.Count == 1 ? "" : "first ")}that of {ahead.StartOf(frozen[0])} by {Names.Quoted(by.Select(f => f.Reason).Distinct())}.",
            Suggestion = by.Exists(f => f.Source.Mode == FreezeMode.Cancel)
                ? $"Write \"mode\": \"Trim\" in {Names.And(places)}, so that what it does not touch stays, or move the schedule."
                : $"Give {Names.And(places)} an earlier \"to\", or move the schedule to days that are not frozen.",
        };
    }
}
