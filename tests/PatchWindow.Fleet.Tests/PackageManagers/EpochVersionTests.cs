using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Fleet.Tests.PackageManagers;

public sealed class EpochVersionTests
{
    [Theory]
    [InlineData("1:1-1", "2-2", 1)]
    [InlineData("0:1-1", "1-1", 0)]
    [InlineData("1-2", "1-3", -1)]
    [InlineData("1", "1-0", -1)]
    [InlineData("1-2-3", "1-2-4", -1)]
    [InlineData("1-2-3", "1-3", 1)]
    [InlineData("1-2:3", "1-2:4", -1)]
    [InlineData("", "1-2:3", -1)]
    public void The_first_part_that_differs_tells(string one, string other, int expected)
    {
        Assert.Equal(expected, Math.Sign(EpochVersion.Compare(one, other, string.CompareOrdinal)));
        Assert.Equal(-expected, Math.Sign(EpochVersion.Compare(other, one, string.CompareOrdinal)));
    }
}
