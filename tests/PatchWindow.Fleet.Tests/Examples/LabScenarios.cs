using static PatchWindow.ApprovalVerdict;
using static PatchWindow.Fleet.Tests.Examples.Packages;
using static PatchWindow.PatchSeverity;

namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>What examples/lab.json decides: at once, but for exams and the open day; and the file server's Saturdays.</summary>
internal static class LabScenarios
{
    private static readonly PendingPatch Git = Security("git", "1:2.43.0-1ubuntu7.2", "1:2.43.0-1ubuntu7.3", ids: "USN-7900-1");
    private static readonly PendingPatch Gcc = Bugfix("gcc-13", "13.3.0-6ubuntu2~24.04", "13.3.0-6ubuntu2~24.04.1");
    private static readonly PendingPatch Browser = Security("chromium", "144.0.7500.60-0ubuntu1", "144.0.7559.59-0ubuntu1", Critical, "CVE-2027-0519") with { Exploited = true, Cvss = 8.8 };
    private static readonly PendingPatch Samba = Security("samba", "2:4.19.5+dfsg-4ubuntu9", "2:4.19.5+dfsg-4ubuntu9.1", ids: "USN-7911-1");

    public static IEnumerable<Scenario> All =>
    [
        new("At once, at any hour", "lab01", Git)
        {
            Seen = "2027-02-28 23:58",
            At =
            [
                ("2027-02-28 23:58", "the minute it is seen, on a Sunday night"),
                ("2027-03-01 11:00", "in the middle of a lecture"),
                ("2027-03-06 08:59:59", "a second before Saturday's practical exam"),
                ("2027-03-06 09:00", "the exam begins"),
                ("2027-03-06 12:59:59", "its last second"),
                ("2027-03-06 13:00", "it is over; the next is the open day"),
            ],
        },
        new("The weeks of exams: whole days, the last one too", "lab02", Gcc)
        {
            Seen = "2027-05-10 08:00",
            At =
            [
                ("2027-05-17 23:59:59", "the evening before, on the national day"),
                ("2027-05-18 00:00", "they begin at midnight"),
                ("2027-05-29 12:00", "a Saturday without an exam is frozen too"),
                ("2027-06-04 23:59:59", "the last second of the last day"),
                ("2027-06-05 00:00", "they are over"),
                ("2027-06-09 08:00", "its deadline, 30 days, changes nothing"),
            ],
        },
        new("A patch of the first day of exams keeps its deadline", "lab03", Gcc)
        {
            Seen = "2027-05-18 08:00", At = [("2027-05-18 08:00", "frozen for eighteen days of thirty"), ("2027-06-05 00:00", "at once, when they are over")],
        },
        new("A deadline in the weeks of exams passes there", "lab04", Gcc)
        {
            Seen = "2027-05-04 08:00", Deferred = "2027-05-20 00:00", Because = "projects are handed in",
            At =
            [
                ("2027-05-18 00:00", "deferred, and frozen when that ends"),
                ("2027-05-20 00:00", "the deferral ends, the freeze does not"),
                ("2027-06-03 08:00", "the deadline: no freeze gives way to it"),
                ("2027-06-05 00:00", "at once, when they are over"),
            ],
        },
        new("Exams at the year's end", "lab03", Git)
        {
            Seen = "2026-12-01 08:00", At = [("2026-12-01 08:00", "in their second day"), ("2026-12-18 23:59:59", "their last second"), ("2026-12-19 00:00", "over, until March")],
        },
        new("Resit exams in August", "lab04", Git)
        {
            Seen = "2027-08-10 08:00", At = [("2027-08-15 23:59:59", "the evening before"), ("2027-08-16 00:00", "they begin"), ("2027-08-20 23:59:59", "their last second"), ("2027-08-21 00:00", "over")],
        },
        new("An emergency does not pass exams", "lab01", Browser)
        {
            Seen = "2027-05-20 10:00",
            At =
            [
                ("2027-05-20 10:00", "exploited, and frozen"),
                ("2027-05-20 14:00", "its four hours are over; still frozen"),
                ("2027-06-04 23:59:59", "the last second"),
                ("2027-06-05 00:00", "at once"),
            ],
        },
        new("An emergency passes the open day", "demo01", Browser)
        {
            Seen = "2027-05-13 09:00",
            At =
            [
                ("2027-05-13 09:00", "visitors are here"),
                ("2027-05-13 17:59:59", "the last second of the open day"),
                ("2027-05-13 18:00", "without the freeze it is applied as anything else"),
                ("2027-05-18 00:00", "exams"),
            ],
        },
        new("Anything else waits until six", "demo01", Git)
        {
            Seen = "2027-05-12 09:00",
            At = [("2027-05-13 07:59:59", "a second before"), ("2027-05-13 08:00", "the doors open"), ("2027-05-13 17:59:59", "the last second"), ("2027-05-13 18:00", "they are shut")],
        },
        new("An emergency that was put off ends its deferral after four hours, and finds the freeze", "demo01", Browser)
        {
            Seen = "2027-05-13 06:00", Deferred = "2027-05-14 00:00", Because = "slides are in that browser",
            At = [("2027-05-13 07:00", "deferred"), ("2027-05-13 09:59:59", "a second before its time is over"), ("2027-05-13 10:00", "its time is over, and the freeze lets it pass")],
        },
        new("A deferral of whoever teaches", "lab01", Gcc)
        {
            Seen = "2027-02-01 08:00", Deferred = "2027-02-26 17:00", Because = "block 3 builds with it",
            At = [("2027-02-01 08:00", "deferred"), ("2027-02-26 16:59:59", "a second before its end"), ("2027-02-26 17:00", "its end")],
        },
        new("A deferral past the deadline", "lab02", Gcc)
        {
            Seen = "2027-02-01 08:00", Deferred = "2027-03-20 17:00", Because = "the whole term builds with it",
            At =
            [
                ("2027-02-20 12:00", "deferred"),
                ("2027-03-03 07:59:59", "a second before the deadline"),
                ("2027-03-03 08:00", "the deadline: at once"),
                ("2027-03-06 09:00", "but not in an exam"),
                ("2027-03-20 17:00", "the deferral would have ended"),
            ],
        },
        new("A machine that was in a cupboard has a day", "lab04", Git)
        {
            Released = "2026-12-01 08:00", Seen = "2027-02-01 08:00", Deferred = "2027-02-15 00:00", Because = "battery first",
            At = [("2027-02-01 09:00", "deferred, although it is two months old"), ("2027-02-02 07:59:59", "a second before the grace is over"), ("2027-02-02 08:00", "at once")],
        },
        new("Six releases behind where five are allowed", "lab03", Git)
        {
            Seen = "2027-02-15 08:00", Deferred = "2027-03-01 00:00", Because = "course",
            Earlier = [("1:2.43.0-1ubuntu7.2.1", "2027-02-10 08:00", Unknown), ("1:2.43.0-1ubuntu7.2.2", "2027-02-11 08:00", Unknown), ("1:2.43.0-1ubuntu7.2.3", "2027-02-12 08:00", Unknown), ("1:2.43.0-1ubuntu7.2.4", "2027-02-13 08:00", Unknown), ("1:2.43.0-1ubuntu7.2.5", "2027-02-14 08:00", Unknown)],
            At = [("2027-02-15 08:00", "the deferral holds no more")],
        },
        new("Five behind", "lab03", Git)
        {
            Seen = "2027-02-15 08:00", Deferred = "2027-03-01 00:00", Because = "course",
            Earlier = [("1:2.43.0-1ubuntu7.2.2", "2027-02-11 08:00", Unknown), ("1:2.43.0-1ubuntu7.2.3", "2027-02-12 08:00", Unknown), ("1:2.43.0-1ubuntu7.2.4", "2027-02-13 08:00", Unknown), ("1:2.43.0-1ubuntu7.2.5", "2027-02-14 08:00", Unknown)],
            At = [("2027-02-15 08:00", "as many as are allowed: deferred")],
        },
        new("A denial, for as long as it lasts", "lab04", Git)
        {
            Seen = "2027-02-01 08:00", Said = (Denied, "2027-03-10 00:00"), Because = "grading scripts need the old one",
            At =
            [
                ("2027-02-10 12:00", "the denial ends after the deadline"),
                ("2027-03-03 08:00", "the deadline: nothing overrides a denial"),
                ("2027-03-09 23:59:59", "its last second"),
                ("2027-03-10 00:00", "it has ended: at once"),
            ],
        },
        new("A denied emergency", "lab04", Browser)
        {
            Seen = "2027-02-01 08:00", Said = (Denied, null), Because = "the room is offline", At = [("2027-02-01 08:00", "at once, it would be"), ("2027-02-01 12:00", "its time is over")],
        },
        new("The graphics driver belongs to the image", "lab01", Security("nvidia-driver-570", "570.195.03-0ubuntu0.24.04.1", "570.211.01-0ubuntu0.24.04.1", Critical) with { Exploited = true })
        {
            Seen = "2027-02-01 08:00", Said = (Approved, null), At = [("2027-02-01 08:00", "neither an emergency nor an approval changes that"), ("2027-05-20 12:00", "nor does a freeze come before it")],
        },
        new("An enhancement is as welcome as anything", "lab02", Enhancement("python3-numpy", "1:1.26.4+ds-6ubuntu1", "1:1.26.4+ds-6ubuntu1.1")) { Seen = "2027-02-01 08:00", At = [("2027-02-01 08:00", "nothing is asked of it")] },
        new("Phased updates are the vendor's own freeze", "lab02", Gcc with { HeldBack = "phased update, 10% of hosts" })
        {
            Seen = "2027-02-01 08:00", At = [("2027-02-01 08:00", "at once, it would be"), ("2027-03-06 10:00", "in an exam")],
        },
        new("Two of four seats", "lab01", Git)
        {
            Seen = "2027-03-01 08:00", Work = new() { Hosts = ["lab02", "lab03"] }, At = [("2027-03-01 12:00", "two others are being worked on"), ("2027-03-06 10:00", "in an exam the freeze is named first")],
        },
        new("One of four seats", "lab01", Git)
        {
            Seen = "2027-03-01 08:00", Work = new() { Hosts = ["lab02", "demo01", "nas01"] }, At = [("2027-03-01 12:00", "the foyer and the file server do not count here")],
        },
        new("The machine in the foyer", "demo01", Git)
        {
            Seen = "2027-03-01 08:00", Work = new() { Hosts = ["lab01", "lab02"] }, At = [("2027-03-01 12:00", "the room does not count there")],
        },
        new("Someone is at it already", "lab04", Git)
        {
            Seen = "2027-03-01 08:00", Work = new() { Step = "installs gcc-13 since 11:58" }, At = [("2027-03-01 12:00", "a step in progress")],
        },
        new("Switched off", "lab04", Git)
        {
            Seen = "2027-03-01 08:00", Work = new() { Unreachable = "ssh: connect to host 10.66.4.14 port 22: No route to host" }, At = [("2027-03-01 12:00", "at noon"), ("2027-03-06 10:00", "named before the exam")],
        },
        new("The store could not be read", "lab01", Git) { StoreUnread = true, At = [("2027-03-01 12:00", "someone may have put it off")] },
        new("An emergency, and the store could not be read", "lab01", Browser)
        {
            StoreUnread = true, At = [("2027-03-01 12:00", "nobody knows how long it waits already")],
        },
        new("The file server: a week of age, then Saturday morning", "nas01", Samba)
        {
            Seen = "2027-02-05 08:00",
            At =
            [
                ("2027-02-06 07:30", "a day old"),
                ("2027-02-12 07:59:59", "a second too young"),
                ("2027-02-12 08:00", "old enough"),
                ("2027-02-13 06:59:59", "a second before the window"),
                ("2027-02-13 07:00", "it opens"),
                ("2027-02-13 09:24:30", "35m30s are left, exactly what a step and a reboot need"),
                ("2027-02-13 09:24:31", "a second later"),
                ("2027-02-13 09:44:59", "a second before the cutoff"),
                ("2027-02-13 09:45", "the cutoff"),
                ("2027-02-13 10:00", "closed"),
            ],
        },
        new("A practical exam cuts the file server's morning to two hours", "nas01", Samba)
        {
            Seen = "2027-02-20 08:00",
            At =
            [
                ("2027-03-06 07:00", "it opens"),
                ("2027-03-06 08:24:30", "the last moment with room"),
                ("2027-03-06 08:24:31", "a second later"),
                ("2027-03-06 09:00", "the exam begins"),
                ("2027-03-06 10:00", "the window would be closed"),
            ],
        },
        new("No Saturday in the weeks of exams", "nas01", Samba)
        {
            Seen = "2027-05-01 08:00",
            At =
            [
                ("2027-05-15 07:00", "the last before them; two more come before the deadline, 45 days"),
                ("2027-05-22 07:30", "frozen"),
                ("2027-06-05 07:00", "the first after them"),
                ("2027-06-12 07:00", "the last before the deadline"),
                ("2027-06-19 07:00", "overdue"),
            ],
        },
        new("A denial on the file server ends in the middle of a window", "nas01", Samba)
        {
            Seen = "2027-01-20 08:00", Said = (Denied, "2027-02-13 08:00"), Because = "quota bug", At = [("2027-02-13 07:59:59", "the denial's last second, in the window"), ("2027-02-13 08:00", "it has ended")],
        },
        new("A deferral on the file server, where no limit is written", "nas01", Samba)
        {
            Seen = "2027-01-20 08:00", Deferred = "2027-04-01 00:00", Because = "disks first",
            At = [("2027-03-06 07:30", "in the window; its 45 days end at eight"), ("2027-03-06 08:00", "the deadline, while the window is open"), ("2027-03-13 07:00", "a week later")],
        },
        new("ZFS is not touched", "nas01", Security("zfs-dkms", "2.2.2-0ubuntu9.1", "2.2.2-0ubuntu9.4")) { Seen = "2027-01-20 08:00", At = [("2027-02-13 07:30", "in the window")] },
        new("An enhancement does not come to the file server", "nas01", Enhancement("rsync", "3.2.7-1ubuntu1", "3.2.7-1ubuntu1.2")) { Seen = "2027-01-20 08:00", At = [("2027-02-13 07:30", "in the window")] },
        new("The same, approved by someone", "nas01", Enhancement("rsync", "3.2.7-1ubuntu1", "3.2.7-1ubuntu1.2"))
        {
            Seen = "2027-02-12 08:00", Said = (Approved, "2027-02-13 09:00"), At = [("2027-02-13 08:59:59", "the approval's last second, a day old"), ("2027-02-13 09:00", "it has ended")],
        },
        new("A laptop that somebody plugged in", "guest-17", Git) { At = [("2027-03-01 12:00", "no policy")] },
    ];
}
