using PatchWindow.Fleet.PackageManagers.WindowsUpdate;

namespace PatchWindow.Fleet.Tests.PackageManagers.WindowsUpdate;

public sealed class WindowsUpdateCodesTests
{
    public static TheoryData<uint> Met { get; } =
    [
        0x80240001, 0x80240002, 0x80240003, 0x80240004, 0x80240007, 0x80240008, 0x80240009, 0x8024000B, 0x8024000D, 0x8024000E, 0x80240010,
        0x80240016, 0x80240017, 0x80240019, 0x8024001B, 0x8024001E, 0x8024001F, 0x80240020, 0x80240022, 0x80240023, 0x80240024, 0x80240025, 0x8024002C,
        0x8024002D, 0x8024002E, 0x80240032, 0x80240033, 0x80240034, 0x80240035, 0x80240438, 0x80240FFF, 0x80242006, 0x80242007, 0x8024200A, 0x8024200B, 0x8024200D,
        0x80242014, 0x80242015, 0x80242016, 0x80244007, 0x80244010, 0x80244017, 0x80244018, 0x80244019, 0x8024401A, 0x8024401B, 0x8024401C, 0x8024401F,
        0x80244022, 0x8024402C, 0x80246007, 0x80248007, 0x8024A000, 0x8024A004, 0x8024A005, 0x8024D001, 0x8024D007, 0x8024D009, 0x8024D00A, 0x8024D00C,
        0x80070005, 0x80070422, 0x80070643, 0x80070BC2, 0x80070BC9, 0x80072EE2, 0x80072EE7, 0x80072EFD, 0x80072F8F, 0x800F0922, 0x800F081F,
    ];

    [Theory]
    [MemberData(nameof(Met))]
    public void A_code_that_admins_meet_is_known(uint code) => Assert.True(WindowsUpdateCodes.All.ContainsKey(code));

    [Fact]
    public void Every_code_says_what_happened_in_a_sentence_and_what_to_do_next() => Assert.All(WindowsUpdateCodes.All, row =>
    {
        var (_, code) = row;
        Assert.Matches("^[a-zA-Z]", code.Happened);
        Assert.False(code.Happened.EndsWith('.'), code.Happened); // the code follows in brackets
        Assert.EndsWith(".", code.Next);
        Assert.Matches("^[A-Za-z]+$", code.Code);
    });

    [Fact]
    public void Of_a_code_that_is_not_known_the_number_and_where_to_look_it_up_are_said()
    {
        var code = WindowsUpdateCodes.Of(0x8024ABCD);
        Assert.Contains("0x8024ABCD", code.Next);
        Assert.Contains("Microsoft Learn", code.Next);
        Assert.Contains("certutil -error 0x8024ABCD", code.Next);
    }
}
