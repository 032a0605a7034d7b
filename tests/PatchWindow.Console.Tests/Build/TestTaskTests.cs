namespace PatchWindow.Console.Tests;

/// <summary>build.ps1 Test: which programs it runs, and where.</summary>
public sealed class TestTaskTests(InstalledConsole console)
{
    private const string Two = "<TargetFrameworks>net10.0;net472</TargetFrameworks>";

    [Fact]
    public void It_runs_the_programs_of_the_frameworks_that_the_project_names_and_no_older_ones()
    {
        using var checkout = new Checkout(console);
        checkout.AddTests("Two.Tests", Two, "release/Two.Tests.dll", "release_net9.0/Two.Tests.dll",
            "release_net10.0/Two.Tests.dll", "release_net472/Two.Tests.exe", "debug_net10.0/Two.Tests.dll");
        checkout.AddTests("One.Tests", "<TargetFramework>net10.0</TargetFramework>", "release/One.Tests.dll", "release_net10.0/One.Tests.dll");

        var outcome = checkout.Build("Test", "-Project", "*.Tests");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.EndsWith("\n3 passed, 0 failed, 0 skipped\n", outcome.Output);
        Assert.Equal(
            [checkout.At("out/artifacts/bin/One.Tests/release/One.Tests.dll"),
                checkout.At("out/artifacts/bin/Two.Tests/release_net10.0/Two.Tests.dll"),
                checkout.At("out/artifacts/bin/Two.Tests/release_net472/Two.Tests.exe")],
            checkout.Calls.SelectMany(call => call.Split(' ')).Where(word => word.Contains(".Tests.", StringComparison.Ordinal) && !word.EndsWith(".xml", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_program_that_the_build_did_not_write_is_a_failure_that_names_it()
    {
        using var checkout = new Checkout(console);
        checkout.AddTests("Two.Tests", Two, "release/Two.Tests.dll", "release_net472/Two.Tests.exe");

        var outcome = checkout.Build("Test", "-Project", "Two.Tests");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"Two.Tests: there is no test program '{checkout.At("out/artifacts/bin/Two.Tests/release_net10.0/Two.Tests.dll")}'", outcome.Output);
        Assert.EndsWith("\n1 passed, 1 failed, 0 skipped\n", outcome.Output);
    }

    [Theory]
    [InlineData("checkout")]
    [InlineData("check [out]")]
    public void Programs_run_where_they_may_leave_what_they_like(string name)
    {
        using var checkout = new Checkout(console, name);
        checkout.AddTests("Two.Tests", Two, "release_net10.0/Two.Tests.dll", "release_net472/Two.Tests.exe");

        checkout.Build("Test", "-Project", "Two.Tests");

        var runs = checkout.Calls.Where(call => call.Contains("Two.Tests.", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, runs.Count);
        Assert.All(runs, run => Assert.StartsWith(checkout.At("out/results: "), run));
        Assert.Equal(["Two.Tests (net472).xml", "Two.Tests.xml"],
            Directory.GetFiles(checkout.At("out/results")).Select(Path.GetFileName).Where(file => file!.EndsWith(".xml", StringComparison.Ordinal) || file.StartsWith("mono", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_program_that_dies_after_its_report_has_failed_on_mono_too()
    {
        using var checkout = new Checkout(console);
        checkout.AddTests("Two.Tests", Two, "release_net10.0/Two.Tests.dll", "release_net472/Two.Tests.exe");

        var outcome = checkout.Run([("MONO_EXIT", "134")], "Test", "-Project", "Two.Tests");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Two.Tests (net472): ended with exit code 134", outcome.Output);
    }
}
