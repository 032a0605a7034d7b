namespace PatchWindow.Tests;

public sealed class HostShareTests
{
    [Theory]
    [InlineData("50", 1000, 50)]
    [InlineData(" 50 ", 10, 50)]
    [InlineData("10%", 100, 10)]
    [InlineData("10 %", 109, 10)]
    [InlineData("10%", 9, 0)]
    [InlineData("100%", 7, 7)]
    [InlineData("0", 7, 0)]
    [InlineData("99%", 10000000, 9900000)]
    public void A_share_is_so_many_hosts_and_a_percentage_is_rounded_down(string text, int hosts, int share) =>
        Assert.Equal(share, HostShare.Parse(text).Of(hosts));

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("-1")]
    [InlineData("101%")]
    [InlineData("5.5%")]
    [InlineData("ten")]
    [InlineData("99999999999")]
    public void What_is_neither_a_number_nor_a_percentage_is_refused(string text)
    {
        Assert.Null(HostShare.TryParse(text));
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => HostShare.Parse(text)).Message);
    }

    [Theory]
    [InlineData("50")]
    [InlineData("10%")]
    public void It_prints_as_it_is_written(string text) => Assert.Equal(text, HostShare.Parse(text).ToString());
}
