namespace PatchWindow.Console.Tests;

/// <summary>build.ps1 Build: when the module is made again.</summary>
public sealed class BuildTests(InstalledConsole console)
{
    [Fact]
    public void A_module_that_is_whole_and_new_is_not_made_again()
    {
        using var checkout = new Checkout(console);
        Assert.Contains($"Staged {checkout.Module}", Built(checkout));
        Assert.Equal($"PatchWindow 1.2.3 is up to date in {checkout.Module}.\n", Built(checkout));
        Assert.Single(checkout.Calls);
    }

    /// <summary>The module's own error names the missing file and says "build it again with 'build.ps1 Build'".</summary>
    [Theory]
    [InlineData("dependencies/net10.0/NodaTime.dll")]
    [InlineData("dependencies/net10.0/files.txt")]
    [InlineData("PatchWindow.psd1")]
    [InlineData("en-US/help.xml")]
    public void A_module_that_lost_a_file_is_made_again(string file)
    {
        using var checkout = new Checkout(console);
        Built(checkout);
        File.Delete(Path.Combine(checkout.Module, file));
        Assert.Contains("Staged", Built(checkout));
        Assert.True(File.Exists(Path.Combine(checkout.Module, file)));
    }

    [Fact]
    public void A_module_with_a_file_cut_short_is_made_again()
    {
        using var checkout = new Checkout(console);
        Built(checkout);
        File.WriteAllText(Path.Combine(checkout.Module, "dependencies/net10.0/NodaTime.dll"), "");
        Assert.Contains("Staged", Built(checkout));
    }

    [Theory]
    [InlineData("checkout")]
    [InlineData("bin/checkout")]
    [InlineData("obj/PatchWindow.Console/check [out]")]
    public void A_changed_source_counts_wherever_the_checkout_lies(string name)
    {
        using var checkout = new Checkout(console, name);
        Built(checkout);
        checkout.Write("src/PatchWindow/obj/made.cs", "what a build leaves is no source");
        Assert.Contains("up to date", Built(checkout));
        checkout.Write("src/PatchWindow/Code.cs", "something longer than it was");
        Assert.Contains("Staged", Built(checkout));
    }

    private static string Built(Checkout checkout)
    {
        var outcome = checkout.Build("Build");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        return outcome.Output;
    }
}
