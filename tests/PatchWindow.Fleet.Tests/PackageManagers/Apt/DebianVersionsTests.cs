using System.Diagnostics;
using PatchWindow.Fleet.PackageManagers.Apt;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class DebianVersionsTests
{
    private static readonly string[] Versions =
    [
        "0", "1", "1.0", "01.0", "1.00", "1.0-0", "1.0-1", "1.0-1ubuntu1", "1.0-1ubuntu1.10", "1.0-1ubuntu1.9", "1.0-1+esm1", "1.0-1ubuntu1+esm1",
        "1.0~rc1-1", "1.0~rc1~x", "1.0~", "1.0~~", "1.0+dfsg-1", "1.0a", "1.0.", "1.0.1", "1.0-rc-2", "1:0.5", "0:1.0", "2:0.5-1~deb12u1", "10", "9",
        "20261126123456789012345", "20261126123456789012346", "1.0A", "1.0z", "1.0+", "1.0-~1", "38ubuntu0~24.04", "38ubuntu0",
    ];

    [Fact]
    public async Task Versions_are_in_the_order_that_dpkg_has()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/dpkg"), "There is no dpkg here.");
        var pairs = Versions.SelectMany(one => Versions.Select(other => (one, other))).ToList();
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        var said = shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (var (one, other) in pairs)
            await shell.StandardInput.WriteLineAsync($"dpkg --compare-versions '{one}' lt '{other}' && echo -1 || {{ dpkg --compare-versions '{one}' gt '{other}' && echo 1 || echo 0; }}");
        shell.StandardInput.Close();

        var expected = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            pairs.Zip(expected, (pair, order) => $"{pair.one} {pair.other} {order}"),
            pairs.Select(pair => $"{pair.one} {pair.other} {Math.Sign(DebianVersions.Order.Compare(pair.one, pair.other))}"));
    }
}
