using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.Dnf5;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.PackageManagers.Dnf5;

public sealed class Dnf5ListReaderTests
{
    private const string Repositories = """[{"id":"updates","name":"Updates","is_enabled":true}]""";

    // Two versions of one package, of which dnf takes the older: the newest needs what is not there.
    private const string Offered = "bash\tx86_64\t5.2.9-1\tupdates\t100\nbash\tx86_64\t5.2.10-1\tupdates\t200";

    private const string Table = """
        Package       Arch   Version    Repository      Size
        Upgrading:
         bash         x86_64 0:5.2.9-1  updates      8.2 MiB
           replacing bash x86_64 0:5.2.1-1 fedora    8.2 MiB

        Transaction Summary:
         Upgrading:          1 package
         Replacing:          1 package

        ! Problem: cannot install the best update candidate for package bash-5.2.1-1.x86_64
        !   - nothing provides libnew needed by bash-5.2.10-1.x86_64 from updates
        ! Operation aborted by the user.
        """;

    [Theory]
    // 5.4 and 5.2: a list and seconds, an object and a text.
    [InlineData("""[{"Name":"FEDORA-1","Severity":"Moderate","Type":"security","Issued":1788256800,"references":[{"Id":"CVE-2026-1","Type":"cve"},{"Id":"7","Type":"bugzilla"}],"collections":{"packages":["bash-5.2.9-1.x86_64","bash-5.2.9-1.src"]}}]""")]
    [InlineData("""{"FEDORA-1":{"Name":"FEDORA-1","Severity":"Moderate","Type":"security","Issued":"2026-09-01 10:00:00","references":[{"Id":"CVE-2026-1","Type":"cve"}],"collections":{"packages":["bash-0:5.2.9-1.x86_64"]}}}""")]
    public void An_advisory_reads_the_same_in_each_version_s_words(string advisories)
    {
        var patch = Assert.Single(Read(advisories: advisories).Value);

        Assert.Equal(("bash", "5.2.1-1", "5.2.9-1", "updates", 2), (patch.Name, patch.InstalledVersion, patch.Version, patch.Source, patch.PatchesBehind));
        Assert.Equal((PatchClassification.Security, PatchSeverity.Moderate), (patch.Classification, patch.Severity));
        Assert.Equal(["CVE-2026-1"], patch.Cves);
        Assert.Equal(new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.Zero), patch.Released);
        Assert.Null(patch.HeldBack);
    }

    [Fact]
    public void An_advisory_of_a_version_that_does_not_come_in_says_nothing_of_the_one_that_does()
    {
        var patch = Assert.Single(Read(advisories: """[{"Name":"FEDORA-2","Severity":"Critical","Type":"security","Issued":1,"references":[],"collections":{"packages":["bash-5.2.10-1.x86_64"]}}]""").Value);

        Assert.Equal(("5.2.9-1", PatchClassification.Other), (patch.Version, patch.Classification));
        Assert.Empty(patch.Advisories);
    }

    [Fact]
    public void What_a_whole_upgrade_leaves_out_says_why()
    {
        var patch = Assert.Single(Read(table: "Nothing to do.\n" + Table.Substring(Table.IndexOf("! Problem", StringComparison.Ordinal))).Value);

        Assert.Equal("5.2.10-1", patch.Version);
        Assert.Equal("cannot install the best update candidate for package bash-5.2.1-1.x86_64; nothing provides libnew needed by bash-5.2.10-1.x86_64 from updates", patch.HeldBack);
    }

    [Theory]
    [InlineData("[{\"Name\":", "OutputUnreadable")]
    [InlineData("[7]", "OutputUnreadable")]
    [InlineData("[{\"Name\":\"FEDORA-1\"}]", "OutputUnreadable")]
    public void Advisories_that_cannot_be_read_are_no_empty_list(string advisories, string code) =>
        Assert.Equal(code, Read(advisories: advisories).Problem?.Code);

    [Theory]
    [InlineData(" bash         x86_64 0:5.2.9-1  updates      8.2 MiB\n", "", "OutputCutShort")]
    [InlineData("0:5.2.9-1 ", "0:5.2.9   ", "OutputUnreadable")]
    [InlineData("Upgrading:\n", "Frobnicating:\n", "OutputUnreadable")]
    [InlineData("Transaction Summary:\n", "Something else\n", "OutputUnreadable")]
    public void A_table_that_is_not_what_it_should_be_is_not_believed(string instead, string of, string code) =>
        Assert.Equal(code, Read(table: Table.ReplaceLineEndings("\n").Replace(instead, of)).Problem?.Code);

    [Fact]
    public void A_repository_s_age_is_that_of_its_newest_file_and_another_s_folder_is_not_its_own()
    {
        var notices = new List<Finding>();

        Assert.Null(Read(ages: "updates-0123456789abcdef\t900000\nupdates-0123456789abcdef\t5\nupdates-testing-0123456789abcdef\t900000", notices: notices).Problem);

        Assert.Empty(notices);
        Assert.Equal("PackageListsMissing", Read(ages: "updates-testing-0123456789abcdef\t5").Problem?.Code);
    }

    private static Outcome<IReadOnlyList<PendingPatch>> Read(
        string advisories = "[]", string table = Table, string ages = "updates-0123456789abcdef\t5", List<Finding>? notices = null)
    {
        (string, string)[] frames =
        [
            ("repositories", Repositories), ("ages", ages), ("offered", Offered), ("installed", "bash\tx86_64\t5.2.1-1"), ("able", Offered),
            ("several", ""), ("locks", ""), ("advisories", advisories), ("whole", table),
        ];
        var text = string.Concat(frames.Select(f =>
            $"@@{f.Item1}\n{string.Concat(f.Item2.ReplaceLineEndings("\n").Split('\n').Where((l, i) => i > 0 || l.Length > 0).Select(l => $"|{l}\n"))}@@end 0\n"));
        return Dnf5ListReader.Read("web01", new HostOutput(0, text + "@@done\n", ""), notices ?? []);
    }
}
