using static PatchWindow.ApprovalVerdict;
using static PatchWindow.Fleet.Tests.Examples.Packages;
using static PatchWindow.PatchSeverity;

namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>What examples/cluster.json decides: canaries, budgets of two data centres, nights over midnight, and databases.</summary>
internal static class ClusterScenarios
{
    private static readonly PendingPatch OpenSsl = Security("openssl-libs", "1:3.2.2-6.el9_5", "1:3.2.2-6.el9_5.1", Important, "RHSA-2027:0933", "CVE-2027-0286");
    private static readonly PendingPatch Systemd = Bugfix("systemd", "252-46.el9_5.2", "252-46.el9_5.3");
    private static readonly PendingPatch Runc = Security("runc", "4:1.2.4-1.el9", "4:1.2.5-2.el9", Important, "RHSA-2027:0981");
    private static readonly PendingPatch Glibc = Security("glibc", "2.34-125.el9_5.1", "2.34-125.el9_5.8", Important, "RHSA-2027:0977");
    private static readonly PendingPatch Kernel = Security("kernel", "5.14.0-503.21.1.el9_5", "5.14.0-503.26.1.el9_5", Moderate, "RHSA-2027:0911");

    // The weeks of February 2027: Mondays are the 1st, 8th, 15th and 22nd.
    private const string Released = "2027-02-02 12:00", Seen = "2027-02-02 18:00";

    public static IEnumerable<Scenario> All =>
    [
        new("A canary: four days of age, then a night over midnight", "wrk-a01", OpenSsl)
        {
            Released = Released, Seen = Seen,
            At =
            [
                ("2027-02-04 21:30", "in the window, two days old"),
                ("2027-02-06 11:59:59", "a second too young"),
                ("2027-02-06 12:00", "old enough, on a Saturday"),
                ("2027-02-08 20:59:59", "a second before the window"),
                ("2027-02-08 21:00", "it opens"),
                ("2027-02-09 00:00", "midnight is nothing"),
                ("2027-02-09 02:59:59", "a second before the cutoff"),
                ("2027-02-09 03:00", "the cutoff"),
                ("2027-02-09 04:00", "closed until the evening"),
                ("2027-02-12 21:30", "on Fridays it does not open"),
            ],
        },
        new("The rest waits while the canaries are worked on", "wrk-a02", OpenSsl)
        {
            Released = Released, Seen = Seen, Work = new() { RingBeforeAtWork = true },
            At = [("2027-02-08 20:00", "nothing is said of rings outside a window"), ("2027-02-08 21:00", "nobody knows until when"), ("2027-02-09 03:00", "the cutoff is named first")],
        },
        new("The canaries soak for two hours", "wrk-a02", OpenSsl)
        {
            Released = Released, Seen = Seen, Work = new() { RingBeforeDone = "2027-02-08 21:40" },
            At = [("2027-02-08 21:40", "they are done"), ("2027-02-08 23:39:59", "a second too early"), ("2027-02-08 23:40", "soaked"), ("2027-02-09 21:00", "the next night")],
        },
        new("Canaries that are done late leave no time", "wrk-b08", OpenSsl)
        {
            Released = Released, Seen = Seen, Work = new() { RingBeforeDone = "2027-02-09 01:30" },
            At = [("2027-02-09 02:59:59", "still soaking, a second before the cutoff"), ("2027-02-09 03:00", "the cutoff"), ("2027-02-09 21:00", "the next night")],
        },
        new("Two of the eight in one data centre", "wrk-a03", OpenSsl)
        {
            Released = Released, Seen = Seen, Work = new() { RingBeforeDone = "2027-02-08 21:40", Hosts = ["wrk-a04", "wrk-a05"] },
            At = [("2027-02-08 22:00", "the ring is named before the budget"), ("2027-02-09 00:00", "soaked, and the budget of the site is spent"), ("2027-02-09 04:00", "closed")],
        },
        new("The other data centre has a budget of its own", "wrk-b03", OpenSsl)
        {
            Released = Released, Seen = Seen, Work = new() { RingBeforeDone = "2027-02-08 21:40", Hosts = ["wrk-a04", "wrk-a05"] },
            At = [("2027-02-09 00:00", "two are down elsewhere, and three may be in all")],
        },
        new("Three in all", "wrk-b03", OpenSsl)
        {
            Released = Released, Seen = Seen, Work = new() { RingBeforeDone = "2027-02-08 21:40", Hosts = ["wrk-a04", "wrk-a05", "wrk-b04"] },
            At = [("2027-02-09 00:00", "one of this site, three in all")],
        },
        new("Another policy's hosts are another policy's budget", "wrk-b03", OpenSsl)
        {
            Released = Released, Seen = Seen, Work = new() { RingBeforeDone = "2027-02-08 21:40", Hosts = ["cp1", "pg-b1", "wrk-a04"] },
            At = [("2027-02-09 00:00", "one worker is down")],
        },
        new("A node that is being worked on", "wrk-a06", OpenSsl)
        {
            Released = Released, Seen = Seen, Work = new() { RingBeforeDone = "2027-02-08 21:40", Step = "drains since 23:52", Hosts = ["wrk-a06"] },
            At = [("2027-02-09 00:00", "it does not wait for itself, but for its step")],
        },
        new("A node that is gone", "wrk-a07", OpenSsl)
        {
            Released = Released, Seen = Seen, Work = new() { Unreachable = "ssh: connect to host wrk-a07 port 22: Connection refused", RingBeforeAtWork = true },
            At = [("2027-02-08 21:30", "named before everything but the policy")],
        },
        new("The cluster's own versions", "wrk-a01", Security("kubelet", "1.31.4-150500.1.1", "1.31.6-150500.1.1", Critical, "CVE-2027-0990") with { Exploited = true, Cvss = 9.1 })
        {
            Released = Released, Seen = Seen, Said = (Approved, null), At = [("2027-02-08 21:30", "not by an emergency, not by an approval"), ("2027-02-09 12:00", "at no time")],
        },
        new("Invoices on the last day: the night before ends at midnight", "wrk-a01", OpenSsl)
        {
            Released = "2027-03-20 12:00", Seen = "2027-03-20 18:00",
            At =
            [
                ("2027-03-30 21:00", "the window before the last day of March opens"),
                ("2027-03-30 22:59:59", "a second before the cutoff, which moves with the end"),
                ("2027-03-30 23:00", "the cutoff"),
                ("2027-03-31 00:00", "invoices run"),
                ("2027-03-31 03:59:59", "the window would still be open"),
                ("2027-03-31 21:30", "the evening's window is frozen until midnight, and the rest of it opens then"),
                ("2027-04-01 00:00", "the rest of it"),
            ],
        },
        new("The load test takes the whole night", "wrk-a01", OpenSsl)
        {
            Released = "2027-02-20 12:00", Seen = "2027-02-20 18:00",
            At =
            [
                ("2027-03-03 03:00", "the night before: its cutoff"),
                ("2027-03-03 21:00", "an hour before the test"),
                ("2027-03-04 00:30", "after the test"),
                ("2027-03-04 21:00", "the next night"),
            ],
        },
        new("An emergency and the load test", "wrk-b01", Runc)
        {
            Released = "2027-03-03 20:00", Seen = "2027-03-03 20:30",
            At = [("2027-03-03 20:30", "no window within eight hours: at once"), ("2027-03-03 22:00", "the test lets nothing pass"), ("2027-03-03 23:59:59", "its last second"), ("2027-03-04 00:00", "at once")],
        },
        new("Our advisory makes runc an emergency, which waits for a window within eight hours", "wrk-a01", Runc)
        {
            Released = "2027-02-09 12:00", Seen = "2027-02-09 14:00",
            At =
            [
                ("2027-02-09 14:00", "tonight's window opens in seven hours"),
                ("2027-02-09 21:00", "that window, with no age asked for"),
                ("2027-02-09 22:00", "its time is over in the window"),
            ],
        },
        new("Seen an hour and a second earlier it does not wait", "wrk-a01", Runc)
        {
            Released = "2027-02-09 12:00", Seen = "2027-02-09 12:59:59", At = [("2027-02-09 14:00", "21:00 is later than 20:59:59")],
        },
        new("An emergency of the rest waits for the canaries all the same", "wrk-a02", Runc)
        {
            Released = "2027-02-13 08:00", Seen = "2027-02-13 09:00", Work = new() { RingBeforeDone = "2027-02-13 09:30" },
            At = [("2027-02-13 09:40", "on a Saturday: no window, but a ring"), ("2027-02-13 11:30", "soaked: at once")],
        },
        new("An emergency and the budget", "wrk-a01", Runc)
        {
            Released = "2027-02-13 08:00", Seen = "2027-02-13 09:00", Work = new() { Hosts = ["wrk-a02", "wrk-a03"] }, At = [("2027-02-13 09:40", "outside windows a budget holds too")],
        },
        new("Critical by our advisory, but no emergency", "wrk-a01", Glibc)
        {
            Released = "2027-02-09 12:00", Seen = "2027-02-09 14:00", At = [("2027-02-09 21:30", "CVSS 8.4: it waits for its age"), ("2027-02-15 21:00", "in the window")],
        },
        new("Christmas: an emergency passes", "wrk-b01", Runc)
        {
            Released = "2026-12-24 15:00", Seen = "2026-12-24 16:00", At = [("2026-12-24 16:00", "on Christmas Eve"), ("2026-12-24 21:30", "in a window that is frozen")],
        },
        new("Christmas: anything else does not", "wrk-b01", OpenSsl)
        {
            Released = "2026-12-14 12:00", Seen = "2026-12-14 18:00",
            At =
            [
                ("2026-12-17 21:30", "the last window of the year, a day too early"),
                ("2026-12-21 21:30", "frozen"),
                ("2027-01-03 23:59:59", "the last second of the freeze"),
                ("2027-01-04 21:00", "the first window after it; the deadline is on the 13th"),
            ],
        },
        new("A bug fix is applied too", "wrk-a01", Systemd) { Released = Released, Seen = Seen, At = [("2027-02-08 21:30", "its severity is not known, and passes")] },
        new("What Red Hat calls low does not", "wrk-a01", Security("less", "590-4.el9", "590-5.el9", Low, "RHSA-2027:0700")) { Released = Released, Seen = Seen, At = [("2027-02-08 21:30", "in the window")] },
        new("An advisory that is named is applied, at any severity and age", "wrk-a01", Security("less", "590-4.el9", "590-6.el9", Low, "RHSA-2027:1101")) { Released = "2027-02-08 12:00", Seen = "2027-02-08 18:00", At = [("2027-02-08 21:30", "nine hours old")] },
        new("Deferred to its deadline", "wrk-a01", OpenSsl)
        {
            Released = "2027-01-11 12:00", Seen = "2027-01-11 18:00", Deferred = "2027-02-15 00:00", Because = "storage vendor",
            At =
            [
                ("2027-02-09 21:30", "the last window that opens before its deadline"),
                ("2027-02-10 11:59:59", "a second before it"),
                ("2027-02-10 12:00", "thirty days"),
                ("2027-02-10 21:00", "the next window"),
            ],
        },
        new("Three releases behind where two are allowed", "wrk-b01", OpenSsl)
        {
            Released = "2027-02-07 12:00", Seen = "2027-02-07 18:00", Earlier = [("1:3.2.2-6.el9_4.1", "2027-02-01 12:00", Important), ("1:3.2.2-6.el9_4.2", "2027-02-03 12:00", Important)],
            At = [("2027-02-08 20:00", "its age does not hold"), ("2027-02-08 21:30", "in the window")],
        },
        new("Two releases behind", "wrk-b01", OpenSsl)
        {
            Released = "2027-02-07 12:00", Seen = "2027-02-07 18:00", Earlier = [("1:3.2.2-6.el9_4.2", "2027-02-03 12:00", Important)],
            At = [("2027-02-08 21:30", "it waits for its age")],
        },
        new("Denied", "wrk-a01", Kernel) { Released = Released, Seen = Seen, Said = (Denied, "2027-02-20 00:00"), Because = "panics on our NICs", At = [("2027-02-08 21:30", "in the window"), ("2027-02-20 00:00", "the denial ends")] },
        new("Held back by versionlock", "wrk-a01", Kernel with { HeldBack = "versionlock" }) { Released = Released, Seen = Seen, At = [("2027-02-08 21:30", "in the window")] },
        new("The store could not be read", "wrk-a01", OpenSsl) { Released = Released, StoreUnread = true, At = [("2027-02-08 21:30", "in the window")] },
        new("The control plane: by day, one at a time", "cp1", OpenSsl)
        {
            Released = Released, Seen = Seen,
            At =
            [
                ("2027-02-09 11:59:59", "a second too young, in the window"),
                ("2027-02-09 12:00", "seven days"),
                ("2027-02-09 13:59:59", "a second before the cutoff"),
                ("2027-02-09 14:00", "the cutoff"),
                ("2027-02-09 15:00", "closed for a week"),
            ],
        },
        new("etcd wants two of three", "cp2", OpenSsl) { Released = Released, Seen = Seen, Work = new() { Hosts = ["cp1"] }, At = [("2027-02-09 12:30", "cp1 is being worked on")] },
        new("A bug fix on the control plane", "cp3", Systemd) { Released = Released, Seen = Seen, At = [("2027-02-16 12:00", "only security is approved")] },
        new("The control plane has no emergencies", "cp3", Runc) { Released = "2027-02-09 12:00", Seen = "2027-02-09 14:00", At = [("2027-02-09 14:30", "it waits for its age"), ("2027-02-23 10:00", "in the window")] },
        new("A replica", "pg-a2", OpenSsl)
        {
            Released = Released, Seen = Seen,
            At =
            [
                ("2027-02-14 02:00", "the window opens"),
                ("2027-02-14 05:39", "51m are left, exactly what a step and a reboot need"),
                ("2027-02-14 05:39:01", "a second later"),
                ("2027-02-14 06:00", "the cutoff"),
                ("2027-02-28 02:30", "a Sunday that is the last day of its month"),
                ("2027-03-07 02:00", "a week later"),
            ],
        },
        new("The primary waits for its replicas", "pg-a1", OpenSsl)
        {
            Released = Released, Seen = Seen, Work = new() { RingBeforeDone = "2027-02-14 03:10" },
            At = [("2027-02-14 04:09:59", "a second too early"), ("2027-02-14 04:10", "they have soaked for an hour")],
        },
        new("One database at a time", "pg-b1", OpenSsl) { Released = Released, Seen = Seen, Work = new() { Hosts = ["pg-a2"] }, At = [("2027-02-14 02:30", "the other replica is being worked on")] },
        new("The night to summer time: 02:00 to 06:30 by the clock, from 03:00 on", "pg-b1", OpenSsl)
        {
            Released = "2027-03-02 12:00", Seen = "2027-03-02 18:00",
            At = [("2027-03-28 01:59:59", "the last second of winter time"), ("2027-03-28 03:00", "the first of summer time"), ("2027-03-28 06:00", "the cutoff")],
        },
        new("PostgreSQL is a change of its own", "pg-a2", Security("postgresql-server", "16.6-1.el9_5", "16.8-1.el9_5", Critical)) { Released = Released, Seen = Seen, At = [("2027-02-14 02:30", "in the window")] },
        new("Invoices let an emergency pass", "pg-a2", Runc) { Released = "2027-02-26 12:00", Seen = "2027-02-27 12:00", At = [("2027-02-27 12:00", "Sunday's window is frozen: at once"), ("2027-02-28 02:30", "on the last day too")] },
        new("A machine in two groups by mistake", "wrk-pg", OpenSsl) { Released = Released, Tags = new() { ["workers"] = "true", ["databases"] = "true" }, At = [("2027-02-08 21:30", "one policy must decide")] },
        new("A machine in no group", "wrk-c01", OpenSsl) { Released = Released, At = [("2027-02-08 21:30", "no policy")] },
    ];
}
