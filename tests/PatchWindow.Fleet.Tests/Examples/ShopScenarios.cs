using static PatchWindow.ApprovalVerdict;
using static PatchWindow.Fleet.Tests.Examples.Packages;
using static PatchWindow.PatchSeverity;

namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>What examples/shop.json decides: through ordinary weeks, Black Friday, the year's end and a quarter's close.</summary>
internal static class ShopScenarios
{
    private static readonly PendingPatch OpenSsl = Security("openssl", "1:3.2.2-6.el9_5", "1:3.2.2-6.el9_5.1", Important, "RLSA-2027:0412", "CVE-2027-0286");
    private static readonly PendingPatch Httpd = Security("httpd", "2.4.62-1.el9", "2.4.62-1.el9_5.2", Important, "RLSA-2027:0355");
    private static readonly PendingPatch Kernel = Security("kernel", "5.14.0-503.21.1.el9_5", "5.14.0-503.26.1.el9_5", Important, "RLSA-2027:0377");
    private static readonly PendingPatch Xz = Security("xz-libs", "5.2.5-8.el9_0", "5.2.5-8.el9_0.1", Critical, "RLSA-2027:0391", "CVE-2027-0301");
    private static readonly PendingPatch TzData = Bugfix("tzdata", "2026b-1.el9", "2027a-1.el9");

    public static IEnumerable<Scenario> All =>
    [
        new("An ordinary patch: three days of age, then the edges of a window", "web01", OpenSsl)
        {
            Released = "2027-02-12 09:00", Seen = "2027-02-12 18:00",
            At =
            [
                ("2027-02-13 12:00", "the weekend"),
                ("2027-02-15 08:59:59", "a second too young"),
                ("2027-02-15 09:00", "old enough to the second"),
                ("2027-02-16 02:59:59", "a second before the window"),
                ("2027-02-16 03:00", "it opens"),
                ("2027-02-16 04:29:59", "a second before the cutoff"),
                ("2027-02-16 04:30", "the cutoff"),
                ("2027-02-16 04:59:59", "the window's last second"),
                ("2027-02-16 05:00", "it is closed"),
            ],
        },
        new("The acquirer's scan cuts the window of the second Tuesday to an hour", "web02", Httpd)
        {
            Released = "2027-02-01 09:00", Seen = "2027-02-01 18:00",
            At =
            [
                ("2027-02-09 03:00", "it opens"),
                ("2027-02-09 03:29:59", "a second before the cutoff, which moves with the end"),
                ("2027-02-09 03:30", "the cutoff"),
                ("2027-02-09 03:59:59", "the last second"),
                ("2027-02-09 04:00", "the scan begins"),
                ("2027-02-09 04:59:59", "the window would still be open"),
                ("2027-02-09 05:00", "it would be closed by now"),
            ],
        },
        new("Black Friday week", "web01", Httpd)
        {
            Released = "2027-11-12 09:00", Seen = "2027-11-12 18:00",
            At =
            [
                ("2027-11-18 03:00", "the last window before it"),
                ("2027-11-22 00:00", "it begins, with no window near"),
                ("2027-11-23 03:00", "a window that it takes"),
                ("2027-11-25 04:45", "another; the freeze comes before its cutoff"),
                ("2027-11-30 00:00", "it is over"),
                ("2027-11-30 03:00", "the first window after it"),
            ],
        },
        new("An emergency in Black Friday week passes", "api01", Xz)
        {
            Released = "2027-11-24 08:00", Seen = "2027-11-24 09:00",
            At =
            [
                ("2027-11-24 09:00", "first seen; no window for six days"),
                ("2027-11-25 03:30", "inside a window that is frozen"),
                ("2027-11-25 09:00", "its 24 hours are over"),
                ("2027-11-30 03:00", "an open window takes it as any other"),
            ],
        },
        new("What is no emergency does not pass, whatever its deadline says", "web03", Httpd)
        {
            Released = "2027-10-26 09:00", Seen = "2027-10-26 18:00", Deferred = "2027-12-10 00:00", Because = "waits for the vendor's module",
            At =
            [
                ("2027-11-24 12:00", "deferred, and its deadline lies in the freeze"),
                ("2027-11-25 07:59:59", "a second before the deadline: thirty days of 24 hours, over the end of summer time"),
                ("2027-11-25 08:00", "the deadline: the deferral holds no more, and the freeze goes on"),
                ("2027-11-30 03:00", "the first window after the freeze"),
            ],
        },
        new("The year's end: the last window before the freeze, and the first after it", "web01", Kernel)
        {
            Released = "2026-12-10 09:00", Seen = "2026-12-10 18:00",
            At =
            [
                ("2026-12-17 03:00", "the last window of the year"),
                ("2026-12-18 00:00", "the freeze begins"),
                ("2026-12-22 03:30", "a window that it takes"),
                ("2026-12-31 04:45", "another, on New Year's Eve"),
                ("2027-01-05 00:00", "the freeze is over"),
                ("2027-01-07 03:00", "the last window before its deadline"),
                ("2027-01-12 03:00", "the deadline has passed, and nothing else holds it"),
            ],
        },
        new("Stage has no freezes and no conditions", "stage01", TzData)
        {
            Seen = "2026-12-29 20:00",
            At =
            [
                ("2026-12-30 09:59:59", "a second before the window, in the year-end freeze of the others"),
                ("2026-12-30 10:00", "it opens"),
                ("2026-12-30 15:29:59", "a second before the cutoff"),
                ("2026-12-30 15:30", "the cutoff"),
                ("2027-01-01 16:00", "Friday's window has closed"),
            ],
        },
        new("An emergency takes the window that opens within its 24 hours, or the time after it", "web03", Xz)
        {
            Released = "2027-02-15 11:00", Seen = "2027-02-15 12:00",
            At =
            [
                ("2027-02-15 12:00", "first seen; tonight's window is soon enough"),
                ("2027-02-16 03:00", "that window: neither approval nor age is asked for"),
                ("2027-02-16 04:30", "nobody took it before the cutoff, and Thursday is too late"),
                ("2027-02-16 12:00", "its time is over"),
            ],
        },
        new("An emergency whose 24 hours end as the window opens is not in time", "web02", Xz)
        {
            Released = "2027-02-15 02:00", Seen = "2027-02-15 03:00", At = [("2027-02-15 09:00", "Tuesday 03:00 is not before Tuesday 03:00")],
        },
        new("A second later it is", "web02", Xz)
        {
            Released = "2027-02-15 02:00", Seen = "2027-02-15 03:00:01", At = [("2027-02-15 09:00", "it waits for the window")],
        },
        new("An emergency can be put off until its time is over, and no longer", "api02", Xz)
        {
            Released = "2027-02-15 11:00", Seen = "2027-02-15 12:00", Deferred = "2027-02-20 00:00", Because = "wait for the build",
            At =
            [
                ("2027-02-15 13:00", "deferred"),
                ("2027-02-16 03:00", "also in the window"),
                ("2027-02-16 11:59:59", "a second before its time is over"),
                ("2027-02-16 12:00", "its time is over"),
            ],
        },
        new("An emergency that was denied waits for whoever denied it", "web01", Xz)
        {
            Released = "2027-02-15 11:00", Seen = "2027-02-15 12:00", Said = (Denied, "2027-02-17 12:00"), Because = "not reachable from outside here",
            At =
            [
                ("2027-02-16 03:00", "in the window"),
                ("2027-02-17 11:59:59", "after its time"),
                ("2027-02-17 12:00", "the denial ends"),
            ],
        },
        new("Quarter close lets nothing pass, an emergency neither", "pay01", Xz)
        {
            Released = "2027-03-30 08:00", Seen = "2027-03-30 09:00",
            At =
            [
                ("2027-03-30 09:00", "first seen on the first of the two days"),
                ("2027-03-31 03:30", "in Wednesday's window, which is frozen"),
                ("2027-03-31 23:59:59", "the last second"),
                ("2027-04-01 00:00", "the books are closed"),
            ],
        },
        new("A database: a week of age, and room for its slow restart", "db01", Kernel)
        {
            Released = "2027-02-02 09:00", Seen = "2027-02-02 18:00",
            At =
            [
                ("2027-02-03 03:30", "in the window, and a day old"),
                ("2027-02-09 09:00", "old enough"),
                ("2027-02-10 03:00", "the window opens"),
                ("2027-02-10 05:24", "36m are left, exactly what it needs"),
                ("2027-02-10 05:24:01", "a second later"),
                ("2027-02-10 05:49:59", "still no room, and a second before the cutoff"),
                ("2027-02-10 05:50", "the cutoff"),
            ],
        },
        new("One database at a time", "db01", Kernel)
        {
            Released = "2027-02-02 09:00", Seen = "2027-02-02 18:00", Work = new() { Hosts = ["db02"] }, At = [("2027-02-10 03:30", "db02 is being worked on")],
        },
        new("One of three web servers at a time", "web01", OpenSsl)
        {
            Released = "2027-02-12 09:00", Seen = "2027-02-12 18:00", Work = new() { Hosts = ["web02", "api01"] },
            At = [("2027-02-16 02:30", "before the window nothing is said of budgets"), ("2027-02-16 03:30", "web02 is being worked on")],
        },
        new("An API server is no web server", "api02", OpenSsl)
        {
            Released = "2027-02-12 09:00", Seen = "2027-02-12 18:00", Work = new() { Hosts = ["web02"] }, At = [("2027-02-16 03:30", "web02 does not count here")],
        },
        new("A host with a step in progress", "web01", OpenSsl)
        {
            Released = "2027-02-12 09:00", Seen = "2027-02-12 18:00", Work = new() { Step = "installs curl since 03:02, by ola" },
            At = [("2027-02-16 03:30", "in the window"), ("2027-02-16 04:30", "the cutoff is named before it")],
        },
        new("A host that cannot be reached, in and out of its window", "web03", OpenSsl)
        {
            Released = "2027-02-12 09:00", Seen = "2027-02-12 18:00", Work = new() { Unreachable = "ssh: connect to host 10.20.0.13 port 22: No route to host" },
            At = [("2027-02-15 12:00", "outside"), ("2027-02-16 03:30", "inside")],
        },
        new("MariaDB is moved by hand, even as an emergency that someone approved", "db02", Security("mariadb-server", "3:10.5.27-1.el9_5", "3:10.5.29-2.el9_5", Critical, "RLSA-2027:0399"))
        {
            Released = "2027-02-08 09:00", Seen = "2027-02-08 18:00", Said = (Approved, null),
            At = [("2027-02-09 12:00", "outside"), ("2027-02-10 03:30", "inside")],
        },
        new("A bug fix is not approved, until someone does", "web01", TzData)
        {
            Seen = "2027-02-12 18:00", Said = (Approved, "2027-02-18 00:00"),
            At =
            [
                ("2027-02-14 12:00", "approved: no age is asked for"),
                ("2027-02-16 03:00", "in the window"),
                ("2027-02-17 23:59:59", "the last second of the approval"),
                ("2027-02-18 00:00", "it has ended"),
                ("2027-02-18 03:30", "the window changes nothing"),
            ],
        },
        new("A moderate one is not approved, and has no deadline", "web01", Security("vim-minimal", "2:8.2.2637-21.el9", "2:8.2.2637-22.el9", Moderate))
        {
            Released = "2026-12-01 09:00", Seen = "2026-12-01 18:00", At = [("2027-02-16 03:30", "in the window, and old")],
        },
        new("A third party's package tells no severity, and passes", "web02", Security("nginx", "1:1.28.1-1.el9.ngx", "1:1.28.2-1.el9.ngx"))
        {
            Seen = "2027-02-12 09:00", At = [("2027-02-15 08:59:59", "its age counts from when it was seen"), ("2027-02-16 03:30", "in the window")],
        },
        new("A denial holds past the deadline, and says so", "web01", Security("curl", "7.76.1-31.el9", "7.76.1-31.el9_5.1", Important))
        {
            Released = "2027-01-10 09:00", Seen = "2027-01-10 18:00", Said = (Denied, "2027-02-18 00:00"), Because = "breaks the payment callback",
            At =
            [
                ("2027-02-04 03:30", "as things stand it misses its deadline"),
                ("2027-02-09 09:00", "the deadline"),
                ("2027-02-18 00:00", "the denial ends"),
                ("2027-02-18 03:00", "the next window"),
            ],
        },
        new("A deferral ends at its moment, in the middle of a window", "api01", Httpd)
        {
            Released = "2027-02-01 09:00", Seen = "2027-02-01 18:00", Deferred = "2027-02-16 03:30", Because = "load test",
            At = [("2027-02-10 12:00", "deferred"), ("2027-02-16 03:29:59", "a second before its end"), ("2027-02-16 03:30", "its end")],
        },
        new("A deferral ends with the deadline", "api02", Httpd)
        {
            Released = "2027-01-20 09:00", Seen = "2027-01-20 18:00", Deferred = "2027-02-28 00:00", Because = "load test",
            At =
            [
                ("2027-02-16 03:30", "deferred, past the last window before the deadline"),
                ("2027-02-19 08:59:59", "a second before the deadline"),
                ("2027-02-19 09:00", "the deadline, on a Friday"),
                ("2027-02-23 03:00", "the next window"),
            ],
        },
        new("A host that was away has three days of grace", "web03", Httpd)
        {
            Released = "2026-12-20 09:00", Seen = "2027-02-15 10:00", Deferred = "2027-03-01 00:00", Because = "just back from repair",
            At = [("2027-02-16 03:30", "deferred, although its release is eight weeks old"), ("2027-02-18 10:00", "the grace is over"), ("2027-02-23 03:00", "the next window")],
        },
        new("Three releases behind is what the policy allows", "web02", OpenSsl)
        {
            Released = "2027-02-15 09:00", Seen = "2027-02-15 18:00", Earlier = [("1:3.2.2-6.el9_4.1", "2027-02-10 09:00", Important), ("1:3.2.2-6.el9_4.2", "2027-02-12 09:00", Important)],
            At = [("2027-02-16 03:30", "too young, and not too far behind")],
        },
        new("Four are not", "web02", OpenSsl)
        {
            Released = "2027-02-15 09:00", Seen = "2027-02-15 18:00", Deferred = "2027-02-25 00:00", Because = "wait for the next",
            Earlier = [("1:3.2.2-6.el9_3", "2027-02-08 09:00", Important), ("1:3.2.2-6.el9_4.1", "2027-02-10 09:00", Important), ("1:3.2.2-6.el9_4.2", "2027-02-12 09:00", Important)],
            At = [("2027-02-15 20:00", "it waits for the window alone"), ("2027-02-16 03:30", "in the window: neither its age nor the deferral holds")],
        },
        new("A newer release does not begin anew", "web01", OpenSsl)
        {
            Released = "2027-02-15 09:00", Seen = "2027-02-15 18:00", Earlier = [("1:3.2.2-6.el9_4.1", "2027-01-10 09:00", Important)],
            At = [("2027-02-16 03:30", "a day old; but the one before is a week overdue")],
        },
        new("What the package manager holds back", "web02", Kernel with { HeldBack = "versionlock" })
        {
            Released = "2027-02-01 09:00", Seen = "2027-02-01 18:00", At = [("2027-02-16 03:30", "in the window")],
        },
        new("The store cannot be read: someone may have put it off", "web01", OpenSsl)
        {
            Released = "2027-02-12 09:00", StoreUnread = true, At = [("2027-02-13 12:00", "too young, which is known all the same"), ("2027-02-16 03:30", "in the window")],
        },
        new("A machine that nobody has listed yet", "web04", OpenSsl)
        {
            Released = "2027-02-12 09:00", At = [("2027-02-16 03:30", "at the time of a window of the others")],
        },
    ];
}
