using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Tests.Policies;

public sealed class PackagePatternTests
{
    [Theory]
    [InlineData("wine32", "wine32:i386", true)]
    [InlineData("wine*", "wine32:i386", true)]
    [InlineData("wine32:*", "wine32:i386", true)]
    [InlineData("wine32:i386", "wine32", false)]
    [InlineData("i386", "wine32:i386", false)]
    [InlineData("wine3", "wine32:i386", false)]
    public void A_pattern_without_an_architecture_means_every_architecture(string pattern, string package, bool matches) =>
        Assert.Equal(matches, PackagePattern.Matches(pattern, package));

    [Theory]
    [InlineData("linux-image-*", null)]
    [InlineData("libstdc++6", null)]
    [InlineData("python3.1?", null)]
    [InlineData("Kernel_default", null)]
    [InlineData("wine32:i386", null)]
    [InlineData("*:*", null)]
    [InlineData("apt*, base-files", ',')]
    [InlineData("apt base-files", ' ')]
    [InlineData("[a-z]*", '[')]
    [InlineData("^linux", '^')]
    [InlineData("(a|b)", '(')]
    [InlineData("a=1", '=')]
    [InlineData("a/b", '/')]
    [InlineData("a:b:c", ':')]
    [InlineData("lib\u00e9", '\u00e9')]
    [InlineData("a\n", '\n')]
    public void What_no_package_name_has_is_found(string pattern, char? foreign) =>
        Assert.Equal(foreign, PackagePattern.ForeignCharacter(pattern));
}
