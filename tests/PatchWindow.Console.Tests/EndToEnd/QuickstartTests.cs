using System.Text.RegularExpressions;
using PatchWindow.Sandbox;

namespace PatchWindow.Console.Tests;

/// <summary>The README's first command, against the real apt in a sandbox and with the module that build.ps1 has staged.</summary>
public sealed class QuickstartTests : IDisposable
{
    private static readonly string Script = Path.Combine(RepositoryFolder.Path, "examples", "quickstart.ps1");

    private readonly TemporaryFolder folder = new();
    private readonly AptSandbox? box = AptSandbox.WhyNot is null ? AptSandbox.Create() : null;
    private readonly InstalledConsole console;

    public QuickstartTests(InstalledConsole console)
    {
        this.console = console;
        Assert.SkipWhen(AptSandbox.WhyNot is not null, AptSandbox.WhyNot ?? "");
    }

    [Fact]
    public void It_shows_windows_patches_a_deferral_and_what_would_be_installed_and_changes_nothing()
    {
        var outcome = Run();

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("prod-web          Upcoming", outcome.Output);
        Assert.Matches("pw-sec +1.0 +2.0 +Security", outcome.Output);
        Assert.Matches("Applied: [0-9]+ of [0-9]+", outcome.Output);
        Assert.Contains("HeldBack: ", outcome.Output);
        var deferred = Regex.Match(outcome.Output, "localhost +(pw-[a-z]+) +[^ ]+ +Active .* vendor testing").Groups[1].Value;
        Assert.NotEmpty(deferred);
        Assert.DoesNotContain(deferred + " ", outcome.Output[outcome.Output.IndexOf("What if: ", StringComparison.Ordinal)..]);
        Assert.Contains("What if: Performing the operation", outcome.Output);
        Assert.Equal("ii 1.0", box!.StateOf("pw-sec"));
        Assert.False(File.Exists(Store), "the deferral belongs in a scratch store");
    }

    [Fact]
    public void With_Apply_that_one_package_is_installed_and_its_journal_shown()
    {
        var outcome = Run("-Apply", "pw-fix");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches("localhost +Succeeded", outcome.Output);
        Assert.Contains("Verifying", outcome.Output);
        Assert.Equal("ii 1.1", box!.StateOf("pw-fix"));
        Assert.Equal("ii 1.0", box.StateOf("pw-sec"));
        Assert.True(File.Exists(Store), "the step belongs in the journal that is in use otherwise");
    }

    [Fact]
    public void A_package_that_is_not_pending_is_named_and_nothing_is_installed()
    {
        var outcome = Run("-Apply", "pw-nonesuch");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("No patch 'pw-nonesuch' is pending on this machine", outcome.Error);
    }

    [Fact]
    public void A_machine_that_never_fetched_its_package_lists_gets_them_in_a_scratch_folder()
    {
        var lists = box!.In("var/lib/apt/lists");
        Directory.Delete(lists, recursive: true);
        Directory.CreateDirectory(Path.Combine(lists, "partial"));

        var outcome = Run();

        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Fetching them into a scratch folder", outcome.Output);
        Assert.Matches("pw-sec +1.0 +2.0 +Security", outcome.Output);
        Assert.Equal(["partial"], Directory.GetFileSystemEntries(lists).Select(Path.GetFileName));
    }

    [Fact]
    public void Without_apt_it_says_so_and_still_shows_windows()
    {
        var outcome = console.Run([Script], "", [.. Environment, ("PATH", folder.Path)]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("prod-web          Upcoming", outcome.Output);
        Assert.Contains("apt", outcome.Output[outcome.Output.IndexOf("== This machine", StringComparison.Ordinal)..]);
        Assert.DoesNotContain("vendor testing", outcome.Output);
    }

    [Fact]
    public void The_session_that_ran_it_is_as_it_was()
    {
        var outcome = console.Run(
            ["-c", $"$env:PATCHWINDOW_CONFIG = 'mine.json'; & '{Script}' > $null; \"$env:PATCHWINDOW_CONFIG|$env:PATCHWINDOW__store__connectionString|$env:APT_CONFIG\""],
            "", Environment);

        Assert.Equal($"mine.json|Data Source={Store}|{box!.Environment["APT_CONFIG"]}", outcome.Output.Trim().Split('\n')[^1]);
    }

    [Fact]
    public void A_variable_that_was_not_set_is_not_set_afterwards()
    {
        var outcome = console.Run(["-c", $"& '{Script}' > $null; \"unset: $($null -eq [Environment]::GetEnvironmentVariable('PATCHWINDOW_CONFIG'))\""], "", Environment);

        Assert.Equal("unset: True", outcome.Output.Trim().Split('\n')[^1]);
    }

    public void Dispose()
    {
        box?.Dispose();
        folder.Dispose();
    }

    private string Store => Path.Combine(folder.Path, "store", "patchwindow.db");

    private (string Name, string Value)[] Environment =>
        [.. box!.Environment.Select(e => (e.Key, e.Value)), ("PATCHWINDOW__store__connectionString", "Data Source=" + Store), ("COLUMNS", "100")];

    private Outcome Run(params string[] arguments) => console.Run([Script, .. arguments], "", Environment);
}
