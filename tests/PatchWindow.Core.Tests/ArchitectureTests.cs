using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests;

/// <summary>The arrows of DESIGN.md §3: Contracts ← Core, and Core knows no file, process, socket or wall clock.</summary>
public sealed class ArchitectureTests
{
    private static readonly ReferencedTypes Core = new(typeof(WindowFinder).Assembly.Location);

    private static readonly ReferencedTypes Contracts = new(typeof(Schedule).Assembly.Location);

    private static readonly ReferencedTypes Tests = new(typeof(ArchitectureTests).Assembly.Location);

    [Fact]
    public void Contracts_stands_on_netstandard_alone() => Assert.Equal(["netstandard"], Contracts.Assemblies);

    [Fact]
    public void Core_stands_on_Contracts_NodaTime_and_the_base_class_library()
    {
        var others = Core.Assemblies.Where(a => !a.StartsWith("System.", StringComparison.Ordinal));
        Assert.Equal(["NodaTime", "PatchWindow.Contracts"], others.Order());
        Assert.DoesNotContain("System.Management.Automation", Core.Assemblies);
    }

    [Fact]
    public void NodaTime_never_appears_in_Contracts() =>
        Assert.DoesNotContain(Contracts.Types, t => t.StartsWith("NodaTime", StringComparison.Ordinal));

    [Theory]
    [InlineData("System.IO.")]
    [InlineData("System.Net.")]
    [InlineData("System.Console")]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Random")]
    [InlineData("System.Threading.Thread")]
    [InlineData("System.Threading.Timer")]
    [InlineData("System.Threading.Tasks.")]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("System.Diagnostics.Stopwatch")]
    [InlineData("System.Runtime.InteropServices.Marshal")]
    [InlineData("Microsoft.Win32.")]
    [InlineData("NodaTime.SystemClock")]
    public void Core_and_Contracts_use_no_type_that_reaches_outside(string forbidden)
    {
        Assert.DoesNotContain(Core.Types, t => t.StartsWith(forbidden, StringComparison.Ordinal));
        Assert.DoesNotContain(Contracts.Types, t => t.StartsWith(forbidden, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("System.DateTime.get_Now")]
    [InlineData("System.DateTime.get_UtcNow")]
    [InlineData("System.DateTime.get_Today")]
    [InlineData("System.DateTimeOffset.get_Now")]
    [InlineData("System.DateTimeOffset.get_UtcNow")]
    [InlineData("System.TimeZoneInfo.get_Local")]
    [InlineData("System.DateTime.ToLocalTime")]
    [InlineData("System.DateTimeOffset.ToLocalTime")]
    [InlineData("System.Guid.NewGuid")]
    [InlineData("NodaTime.IDateTimeZoneProvider.GetSystemDefault")]
    [InlineData("System.Globalization.CultureInfo.get_CurrentCulture")]
    public void Core_and_Contracts_read_no_clock_zone_or_culture_of_the_machine(string member)
    {
        Assert.DoesNotContain(member, Core.Members);
        Assert.DoesNotContain(member, Contracts.Members);
    }

    [Fact]
    public void Of_the_environment_only_what_compiled_iterators_ask_is_read()
    {
        var read = Core.Members.Concat(Contracts.Members).Where(m => m.StartsWith("System.Environment.", StringComparison.Ordinal));
        Assert.Equal(["System.Environment.get_CurrentManagedThreadId"], read.Distinct());
    }

    [Fact]
    public void The_reading_of_metadata_would_see_them()
    {
        Assert.Contains("System.IO.File", Tests.Types);
        Assert.Contains("System.IO.File.OpenRead", Tests.Members);
        Assert.Contains("NodaTime.DateTimeZoneProviders.get_Tzdb", Core.Members);
    }
}
