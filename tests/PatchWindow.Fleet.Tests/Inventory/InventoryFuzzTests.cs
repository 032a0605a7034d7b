using System.Globalization;
using System.Text;

namespace PatchWindow.Fleet.Tests.Inventory;

/// <summary>Whatever stands in an inventory makes findings and no exception. PATCHWINDOW_INVENTORY_SEED moves the seed on.</summary>
public sealed class InventoryFuzzTests(ITestOutputHelper output)
{
    private const int Rounds = 400;

    private static readonly (string Name, string Sample)[] Formats =
        [("f.csv", "cmdb.csv"), ("f.json", "hosts.json"), ("f.ini", "site.ini"), ("f.yml", "site.yml"), ("config", "ssh_config")];

    private static readonly string[] Pieces =
        ["\"", "'", "[", "]", "{", "}", "[a:z]", "[1:", ":vars]", "&a ", "*a", "<<: *a", "!vault ", "!!x ", "{{", "\\", "\0", "\r", "\n", "\n\n", "\t", ",", ";", "=", ": ", "- ", "|", "%h", "Include ", "Host ", "é", "\uD83D", "\uFEFF", "[web]", "---\n", "? "];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Garbage_and_broken_samples_make_findings_and_no_exception(int which)
    {
        var (name, sample) = Formats[which];
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PATCHWINDOW_INVENTORY_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : 1;
        var random = new Random(seed + which);
        var whole = File.ReadAllText(InventoryFolder.Sample(sample));
        using var folder = new InventoryFolder();
        var (hosts, findings) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var text = round % 3 == 0 ? Garbage(random) : Broken(random, whole);
            if (round % 7 == 0) File.WriteAllBytes(folder[name], Bytes(random));
            else folder.With(name, text);
            try
            {
                var (configuration, found) = folder.Read($"\"inventories\": [ \"{name}\" ]");
                (hosts, findings) = (hosts + configuration.Hosts.Count, findings + found.Length);
                Assert.True(found.Length > 0 || configuration.Hosts.Count > 0, "a text without a host is silent");
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, round {round}: {e}\n{text}");
            }
        }

        output.WriteLine($"seed {seed}: {Rounds} texts made {hosts} hosts and {findings} findings");
        Assert.True(findings > Rounds / 2);
        Assert.True(hosts > 0);
    }

    private static string Garbage(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(200); i > 0; i--) text.Append(random.Next(3) == 0 ? Pieces[random.Next(Pieces.Length)] : ((char)random.Next(32, 127)).ToString());
        return text.ToString();
    }

    private static string Broken(Random random, string whole)
    {
        var text = new StringBuilder(whole);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(3))
            {
                case 0: text.Insert(at, Pieces[random.Next(Pieces.Length)]); break;
                case 1: text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)); break;
                default: text[at] = (char)random.Next(1, 0x250); break;
            }

            if (text.Length == 0) text.Append(' ');
        }

        return text.ToString();
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(500)];
        random.NextBytes(bytes);
        return bytes;
    }
}
