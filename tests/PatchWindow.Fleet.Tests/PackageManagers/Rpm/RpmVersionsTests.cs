using PatchWindow.Fleet.PackageManagers.Rpm;

namespace PatchWindow.Fleet.Tests.PackageManagers.Rpm;

public sealed class RpmVersionsTests
{
    // By rpm itself: rpmlua, print(rpm.vercmp(a, b)), rpm 6.1.
    [Theory]
    [InlineData("1.9", "1.10", -1)]
    [InlineData("01.0", "1.0", 0)]
    [InlineData("1_0", "1.0", 0)]
    [InlineData("1.0", "1.0.1", -1)]
    [InlineData("1.0a", "1.0", 1)]
    [InlineData("1.0a", "1.0b", -1)]
    [InlineData("1.0", "1.a", 1)]
    [InlineData("a", "1", -1)]
    [InlineData("xyz10", "xyz.4", 1)]
    [InlineData("fc41", "fc9", 1)]
    [InlineData("1.0~rc1", "1.0", -1)]
    [InlineData("1.0~rc1", "1.0~rc2", -1)]
    [InlineData("1.0~", "1.0~~", 1)]
    [InlineData("1.0^git1", "1.0", 1)]
    [InlineData("1.0^git1", "1.0.1", -1)]
    [InlineData("1.0^git1~rc", "1.0^git1", -1)]
    [InlineData("1.0^git2", "1.0^git1", 1)]
    [InlineData("00", "0", 0)]
    public void Versions_are_in_the_order_that_rpm_has(string one, string other, int expected)
    {
        Assert.Equal(expected, Math.Sign(RpmVersions.Order.Compare(one, other)));
        Assert.Equal(-expected, Math.Sign(RpmVersions.Order.Compare(other, one)));
    }

    [Theory]
    [InlineData("1:1.0-1", "2.0-1", 1)]
    [InlineData("0:1.0-1", "1.0-1", 0)]
    [InlineData("1.0-2.fc41", "1.0-10.fc41", -1)]
    [InlineData("1.0-1", "1.1-0", -1)]
    public void The_epoch_decides_before_the_version_and_that_before_the_release(string one, string other, int expected) =>
        Assert.Equal(expected, Math.Sign(RpmVersions.Order.Compare(one, other)));
}
