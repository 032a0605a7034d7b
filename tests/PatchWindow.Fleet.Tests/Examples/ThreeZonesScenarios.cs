using static PatchWindow.ApprovalVerdict;
using static PatchWindow.Fleet.Tests.Examples.Packages;

namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>What examples/three-zones.json decides: on three clocks, through the nights in which two of them change.</summary>
internal static class ThreeZonesScenarios
{
    private static readonly PendingPatch LibXml = Security("libxml2", "2.9.14+dfsg-1.3~deb12u1", "2.9.14+dfsg-1.3~deb12u2", ids: "DSA-6090-1");
    private static readonly PendingPatch OpenSsl = Security("libssl3", "3.0.15-1~deb12u1", "3.0.17-1~deb12u2", ids: ["DSA-6021-1", "CVE-2027-29901"]);
    private static readonly PendingPatch Ssh = Security("openssh-server", "1:9.2p1-2+deb12u5", "1:9.2p1-2+deb12u7");
    private static readonly PendingPatch Xz = Security("liblzma5", "5.4.1-0.2", "5.4.1-1");
    private static readonly PendingPatch BaseFiles = Bugfix("base-files", "12.4+deb12u9", "12.4+deb12u11");
    private static readonly PendingPatch Kernel = Security("linux-image-amd64", "6.1.128-1", "6.1.140-1", ids: "DSA-6021-2");
    private static readonly PendingPatch Vpn = Security("openvpn", "2.6.3-1+deb12u2", "2.6.3-1+deb12u3", ids: "DSA-6077-1");

    public static IEnumerable<Scenario> All =>
    [
        new("Oslo, the night to summer time: 02:30 does not exist, and the window opens at 03:30", "osl-app01", LibXml)
        {
            Seen = "2027-03-20 08:00",
            At =
            [
                ("2027-03-25 07:59:59", "a second too young"),
                ("2027-03-25 08:00", "old enough"),
                ("2027-03-28 01:59:59", "the last second of winter time"),
                ("2027-03-28 03:00", "the first of summer time"),
                ("2027-03-28 03:29:59", "a second before the window"),
                ("2027-03-28 03:30", "it opens"),
                ("2027-03-28 04:59:59", "a second before the cutoff"),
                ("2027-03-28 05:00", "the cutoff"),
                ("2027-03-28 05:30", "two hours have passed"),
            ],
        },
        new("Oslo, the night to winter time: of two 02:30 the earlier is meant", "osl-app02", LibXml)
        {
            Seen = "2027-10-20 08:00",
            At =
            [
                ("2027-10-31 02:29:59 +02:00", "a second before the first 02:30"),
                ("2027-10-31 02:30 +02:00", "the first 02:30"),
                ("2027-10-31 02:30 +01:00", "the second, an hour on"),
                ("2027-10-31 02:59:59 +01:00", "a second before the cutoff"),
                ("2027-10-31 03:00", "the cutoff"),
                ("2027-10-31 03:30", "two hours have passed"),
            ],
        },
        new("New York changes its clock two weeks before", "nyc-app01", LibXml)
        {
            Seen = "2027-03-06 08:00",
            At = [("2027-03-14 03:29:59", "a second before the moved window"), ("2027-03-14 03:30", "it opens"), ("2027-03-21 02:30", "a week later it opens as always")],
        },
        new("In New York 02:30 comes once in the night to winter time", "nyc-app02", LibXml)
        {
            Seen = "2027-10-30 08:00", At = [("2027-11-07 01:30 -05:00", "the second 01:30"), ("2027-11-07 02:30", "the window opens")],
        },
        new("Tokyo's clock never changes", "tyo-app01", LibXml)
        {
            Seen = "2027-03-20 08:00", At = [("2027-03-28 02:29:59", "a second before the window"), ("2027-03-28 02:30", "it opens, thirteen hours before New York's")],
        },
        new("What is named by its id is applied at any age", "tyo-app01", OpenSsl)
        {
            Seen = "2027-02-06 20:00", At = [("2027-02-06 21:00", "an hour old: it waits for nothing but the window"), ("2027-02-07 02:30", "in the window")],
        },
        new("An id that only our own advisory says", "osl-app01", Xz)
        {
            Seen = "2027-02-06 20:00", At = [("2027-02-07 02:30", "CVE-2027-30001, critical, but no emergency: 8.8")],
        },
        new("The same in a policy that does not name it", "osl-db01", Xz)
        {
            Seen = "2027-02-26 20:00", At = [("2027-02-28 02:00", "two days old, and ten are asked for"), ("2027-03-14 02:00", "the next window")],
        },
        new("An exploited hole waits for a window within twelve hours", "tyo-app02", Ssh)
        {
            Seen = "2027-02-06 15:00",
            At = [("2027-02-06 15:00", "first seen on Saturday afternoon"), ("2027-02-07 02:30", "the window"), ("2027-02-07 04:00", "after the cutoff; its time was over at 03:00")],
        },
        new("Twelve hours that end as the window opens", "tyo-app02", Ssh)
        {
            Seen = "2027-02-06 14:30", At = [("2027-02-06 14:30", "not in time: at once")],
        },
        new("In the middle of the week it is applied at once", "nyc-app01", Ssh)
        {
            Seen = "2027-02-10 10:00", At = [("2027-02-10 10:00", "on a Wednesday morning, in New York")],
        },
        new("The offices are closed: each by its own calendar", "tyo-app01", LibXml)
        {
            Seen = "2026-12-10 08:00",
            At =
            [
                ("2026-12-20 02:30", "the last window of the year"),
                ("2026-12-24 00:00", "Christmas Eve in Tokyo"),
                ("2026-12-27 02:30", "a window that the freeze takes; the deadline comes before the next"),
                ("2027-01-02 00:00", "the freeze is over"),
                ("2027-01-03 02:30", "the first window of the year"),
            ],
        },
        new("A bug fix has time", "nyc-app01", BaseFiles)
        {
            Seen = "2026-12-10 08:00",
            At =
            [
                ("2026-12-23 23:59:59", "a second before Christmas Eve in New York"),
                ("2026-12-27 02:30", "a window that the freeze takes"),
                ("2027-02-07 02:30", "the last window before its deadline, 60 days"),
                ("2027-02-14 02:30", "overdue, and nothing holds it"),
            ],
        },
        new("An emergency passes the closed offices", "osl-app01", Ssh)
        {
            Seen = "2026-12-25 10:00", At = [("2026-12-25 10:00", "on Christmas Day"), ("2026-12-27 02:30", "in a window that is frozen")],
        },
        new("The failover exercise is a day of UTC: Oslo", "osl-app01", LibXml)
        {
            Seen = "2027-05-25 08:00",
            At = [("2027-06-05 23:59:59", "the evening before"), ("2027-06-06 02:30", "the window is frozen"), ("2027-06-13 02:30", "a week later")],
        },
        new("The failover exercise in New York", "nyc-app01", LibXml) { Seen = "2027-05-25 08:00", At = [("2027-06-06 02:30", "half past six in UTC: frozen")] },
        new("The failover exercise in Tokyo", "tyo-app01", LibXml) { Seen = "2027-05-25 08:00", At = [("2027-06-06 02:30", "still Saturday in UTC: open")] },
        new("The failover exercise lets no emergency pass", "osl-app02", Ssh)
        {
            Seen = "2027-06-06 03:00",
            At = [("2027-06-06 03:00", "first seen in the exercise"), ("2027-06-07 01:59:59", "its last second, on Oslo's clock"), ("2027-06-07 02:00", "it is over")],
        },
        new("Tokyo first: the others wait", "osl-app01", LibXml)
        {
            Seen = "2027-01-30 08:00", Work = new() { RingBeforeAtWork = true }, At = [("2027-02-06 12:00", "nothing is said of rings outside a window"), ("2027-02-07 02:30", "Tokyo has not succeeded")],
        },
        new("Tokyo has soaked when Oslo's night begins", "osl-app01", LibXml)
        {
            Seen = "2027-01-30 08:00", Work = new() { RingBeforeDone = "2027-02-06 20:00" }, At = [("2027-02-07 02:30", "done four hours after Tokyo's window opened")],
        },
        new("Tokyo was late", "osl-app01", LibXml)
        {
            Seen = "2027-01-30 08:00", Work = new() { RingBeforeDone = "2027-02-07 01:30" },
            At = [("2027-02-07 02:30", "it soaks for another half hour"), ("2027-02-07 02:59:59", "a second before the end of it"), ("2027-02-07 03:00", "soaked")],
        },
        new("Tokyo itself waits for nobody", "tyo-app02", LibXml)
        {
            Seen = "2027-01-30 08:00", Work = new() { RingBeforeAtWork = true }, At = [("2027-02-07 02:30", "the first ring")],
        },
        new("One host of a site at a time", "osl-app01", LibXml)
        {
            Seen = "2027-01-30 08:00", Work = new() { Hosts = ["osl-app02", "nyc-app01"] }, At = [("2027-02-07 02:30", "the other in Oslo is being worked on")],
        },
        new("Another site is another budget", "nyc-app02", LibXml)
        {
            Seen = "2027-01-30 08:00", Work = new() { Hosts = ["osl-app02"] }, At = [("2027-02-07 02:30", "Oslo does not count here")],
        },
        new("A database, from wall clock to wall clock: three hours in the night to summer time", "osl-db01", LibXml)
        {
            Seen = "2027-03-10 08:00",
            At =
            [
                ("2027-03-28 01:29:59", "a second before the window"),
                ("2027-03-28 01:30", "it opens"),
                ("2027-03-28 03:00", "half an hour on, after the gap"),
                ("2027-03-28 04:29:59", "a second before the cutoff"),
                ("2027-03-28 04:30", "the cutoff"),
                ("2027-03-28 05:30", "the end, by the clock on the wall"),
            ],
        },
        new("Five hours in the night to winter time", "osl-db01", LibXml)
        {
            Seen = "2027-10-10 08:00", At = [("2027-10-31 01:30", "it opens"), ("2027-10-31 04:29:59", "four hours on, a second before the cutoff"), ("2027-10-31 04:30", "the cutoff")],
        },
        new("New York's databases lose their hour on the second Sunday of March", "nyc-db01", LibXml)
        {
            Seen = "2027-02-20 08:00", At = [("2027-03-14 01:30", "it opens"), ("2027-03-14 04:30", "the cutoff, two hours of work later")],
        },
        new("PostgreSQL is moved by hand", "nyc-db01", Security("postgresql-15", "15.10-0+deb12u1", "15.13-0+deb12u1", ids: "DSA-6021-3"))
        {
            Seen = "2027-02-20 08:00", Said = (Approved, null), At = [("2027-03-14 03:30", "in the window, and approved by someone")],
        },
        new("A bug fix on a database", "tyo-db01", BaseFiles) { Seen = "2027-02-20 08:00", At = [("2027-03-14 02:00", "only security is approved")] },
        new("A gateway in New York: the window opens when the gap ends", "nyc-gw01", Vpn)
        {
            Seen = "2027-03-01 08:00",
            At =
            [
                ("2027-03-14 01:59:59", "a second before the gap"),
                ("2027-03-14 03:00", "the gap's end"),
                ("2027-03-14 03:54:30", "20m30s are left, exactly what a step and its reboot need"),
                ("2027-03-14 03:54:31", "a second later"),
                ("2027-03-14 04:10", "the cutoff"),
            ],
        },
        new("A gateway in Oslo: of two 02:15 the later", "osl-gw01", Vpn)
        {
            Seen = "2027-10-01 08:00",
            At =
            [
                ("2027-10-31 02:15 +02:00", "the first 02:15, when transfers still run"),
                ("2027-10-31 02:14:59 +01:00", "a second before the second"),
                ("2027-10-31 02:15 +01:00", "the second"),
                ("2027-10-31 03:25", "the cutoff"),
            ],
        },
        new("An exploited hole on a gateway", "tyo-gw01", Ssh)
        {
            Seen = "2027-03-13 21:00", At = [("2027-03-13 21:00", "the window of 02:15 opens within six hours"), ("2027-03-14 02:15", "that window")],
        },
        new("What a gateway does not include", "osl-gw01", LibXml) { Seen = "2027-02-01 08:00", At = [("2027-02-28 02:30", "in the window")] },
        new("An advisory of ours that calls it low", "osl-gw01", Security("nftables", "1.0.6-2+deb12u2", "1.0.6-2+deb12u3")) { Seen = "2027-02-01 08:00", At = [("2027-02-28 02:30", "in the window")] },
        new("Kernels come as images, whatever id they carry", "osl-app01", Kernel) { Seen = "2027-02-01 08:00", At = [("2027-02-07 02:30", "DSA-6021-2 is approved; exclude wins")] },
        new("Deferred past its deadline", "nyc-app01", LibXml)
        {
            Seen = "2027-01-20 08:00", Deferred = "2027-02-20 00:00", Because = "parser regression",
            At =
            [
                ("2027-02-07 02:30", "deferred; it was the last window before the deadline"),
                ("2027-02-10 07:59:59", "a second before the deadline, 21 days"),
                ("2027-02-10 08:00", "the deadline"),
                ("2027-02-14 02:30", "the next window"),
            ],
        },
        new("Five releases behind where four are allowed", "tyo-app02", LibXml)
        {
            Seen = "2027-02-05 08:00", Earlier = [("2.9.14+dfsg-1.3~deb12u1.1", "2027-02-01 08:00", PatchSeverity.Unknown), ("2.9.14+dfsg-1.3~deb12u1.2", "2027-02-02 08:00", PatchSeverity.Unknown), ("2.9.14+dfsg-1.3~deb12u1.3", "2027-02-03 08:00", PatchSeverity.Unknown), ("2.9.14+dfsg-1.3~deb12u1.4", "2027-02-04 08:00", PatchSeverity.Unknown)],
            At = [("2027-02-06 12:00", "it does not wait for its age any more"), ("2027-02-07 02:30", "in the window")],
        },
        new("Four behind", "tyo-app02", LibXml)
        {
            Seen = "2027-02-05 08:00", Earlier = [("2.9.14+dfsg-1.3~deb12u1.2", "2027-02-02 08:00", PatchSeverity.Unknown), ("2.9.14+dfsg-1.3~deb12u1.3", "2027-02-03 08:00", PatchSeverity.Unknown), ("2.9.14+dfsg-1.3~deb12u1.4", "2027-02-04 08:00", PatchSeverity.Unknown)],
            At = [("2027-02-07 02:30", "as many as are allowed: it waits")],
        },
        new("Denied, and nothing overrides that", "osl-app02", LibXml)
        {
            Seen = "2027-01-30 08:00", Said = (Denied, null), Because = "breaks the import", At = [("2027-02-07 02:30", "in the window"), ("2027-02-20 08:00", "the deadline")],
        },
        new("Kept back by the package manager", "nyc-app02", BaseFiles with { HeldBack = "apt-mark hold" }) { Seen = "2027-01-30 08:00", At = [("2027-02-07 02:30", "in the window")] },
        new("A host that cannot be reached", "tyo-gw01", Vpn)
        {
            Seen = "2027-02-01 08:00", Work = new() { Unreachable = "ssh: Connection timed out" }, At = [("2027-02-28 02:30", "in the window")],
        },
        new("A step in progress", "tyo-db01", LibXml)
        {
            Seen = "2027-02-10 08:00", Work = new() { Step = "installs libxml2 since 01:40" }, At = [("2027-02-28 02:00", "in the window")],
        },
        new("The store could not be read, and apt tells no release date", "osl-app01", LibXml)
        {
            StoreUnread = true, At = [("2027-02-07 02:30", "nobody knows how old it is")],
        },
        new("The same on a gateway, which asks for no age", "osl-gw01", Vpn) { StoreUnread = true, At = [("2027-02-28 02:30", "in the window")] },
        new("A fourth site that is not in the table", "sao-app01", LibXml) { At = [("2027-02-07 02:30", "on UTC, for want of a zone")] },
    ];
}
