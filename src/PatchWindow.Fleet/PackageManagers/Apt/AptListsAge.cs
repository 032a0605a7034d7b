using System.Globalization;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// Whether a host's package lists can tell what is pending: without any, apt says that nothing is; old ones do not know
/// the newest patches.
/// </summary>
internal static class AptListsAge
{
    // A host that is looked after refreshes them daily (apt.systemd.daily); a week is no accident any more.
    internal static readonly TimeSpan Old = TimeSpan.FromDays(7);

    /// <summary>Reads "FILES" or "FILES SECONDS" as <c>apt-list.sh</c> prints them.</summary>
    public static Outcome<bool> Check(string host, IReadOnlyList<OutputLine> lines, ICollection<Finding> notices)
    {
        if (lines is not [var line])
            return OutputProblems.CutShort(host, "the host did not say how old its package lists are");
        var words = line.Text.Split(' ');
        long seconds = 0;
        if (words.Length > 2 || !long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var files)
            || (words.Length == 2 && !long.TryParse(
                words[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seconds)))
            return OutputProblems.Unreadable(host, line, "the number and the age of the package lists");
        if (files == 0)
            return AptErrors.NoLists(host);
        if (seconds > Old.TotalSeconds)
            notices.Add(AptErrors.OldLists(host, seconds / (24 * 60 * 60)));
        return true;
    }
}
