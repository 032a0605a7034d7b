using System.Text;
using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Tests.Configuration;

public sealed class ConfigurationLayersTests
{
    [Fact]
    public void Comments_trailing_commas_and_a_schema_are_welcome()
    {
        var (configuration, findings) = ConfigurationFile.Read(
            """
            {
              // who, and when
              "$schema": "https://example.org/patchwindow.schema.json",
              "policies": { "p": { "targets": "*", /* all */ "schedules": [ { "text": "Sat 22:00 for 4h" }, ], }, },
            }
            """);
        Assert.Empty(findings);
        Assert.Equal(["p"], configuration.Policies.Select(p => p.Name));
    }

    public static TheoryData<string, string, string, FindingKind> BadFiles => new()
    {
        { "", "ConfigurationEmpty", "is empty", FindingKind.InvalidData },
        { " \r\n\t", "ConfigurationEmpty", "is empty", FindingKind.InvalidData },
        { "{", "ConfigurationInvalid", "line 1, column", FindingKind.InvalidData },
        { "{ \"policies\": {\n  \"p\": { \"targets\" \"*\" } } }", "ConfigurationInvalid", "line 2, column 20", FindingKind.InvalidData },
        { "{ \"policies\": {\n  \"p\": { \"targets\": \"*\"", "ConfigurationInvalid", "line 2, column", FindingKind.InvalidData },
        { "// nothing", "ConfigurationInvalid", "line 1", FindingKind.InvalidData },
        { "[]", "ConfigurationInvalid", "must be an object", FindingKind.InvalidData },
        { "\"text\"", "ConfigurationInvalid", "must be an object", FindingKind.InvalidData },
        { "{ \"hosts\": [ { \"name\": \"a\" } ], \"Hosts\": [ { \"name\": \"b\" } ] }", "ConfigurationInvalid", "duplicate key 'Hosts:0:name'", FindingKind.InvalidData },
        { "{ \"policies\": { \"p\": { \"targets\": \"*\", \"targets\": \"a\" } } }", "ConfigurationInvalid", "duplicate key 'policies:p:targets'", FindingKind.InvalidData },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_is_no_configuration_is_one_finding_that_names_the_file_and_the_place(string text, string code, string words, FindingKind kind)
    {
        using var file = new ConfigurationFile(text);
        var (configuration, findings) = file.Read();
        var finding = Assert.Single(findings);
        Assert.Equal((code, kind, FindingSeverity.Error, file.Path), (finding.Code, finding.Kind, finding.Severity, finding.Path));
        Assert.Contains($"'{file.Path}'", finding.Message);
        Assert.Contains(words, finding.Message);
        Assert.DoesNotContain("LineNumber", finding.Message);
        Assert.NotNull(finding.Suggestion);
        Assert.True(PatchConfiguration.IsFileFault(finding));
        Assert.Empty(configuration.Files);
        Assert.Empty(configuration.Policies);
    }

    [Fact]
    public void A_file_that_is_not_there_and_one_that_is_a_folder_are_told_apart()
    {
        using var missing = new ConfigurationFile();
        Assert.Equal(("ConfigurationNotFound", FindingKind.ObjectNotFound), KindOf(missing));
        using var folder = new ConfigurationFile();
        Directory.CreateDirectory(folder.Path);
        Assert.Equal(("ConfigurationUnreadable", FindingKind.ReadError), KindOf(folder));

        static (string, FindingKind) KindOf(ConfigurationFile file)
        {
            var finding = Assert.Single(file.Read().Findings);
            Assert.Contains(file.Path, finding.Message);
            return (finding.Code, finding.Kind);
        }
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_file_may_begin_with_a_byte_order_mark(string encoding)
    {
        using var file = new ConfigurationFile();
        File.WriteAllText(file.Path, """{ "policies": { "på": { "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }""", Encoding.GetEncoding(encoding));
        var (configuration, findings) = file.Read();
        Assert.Empty(findings);
        Assert.Equal("på", Assert.Single(configuration.Policies).Name);
        Assert.Equal([file.Path], configuration.Files);
    }

    [Fact]
    public void A_large_inventory_is_read_in_a_blink()
    {
        var hosts = string.Join(",", Enumerable.Range(0, 300).Select(i => $$"""{ "name": "web{{i}}", "tags": { "role": "web" } }"""));
        var (configuration, findings) = ConfigurationFile.Read($$"""{ "hosts": [ {{hosts}} ] }""");
        Assert.Empty(findings);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"web{i}"), configuration.Hosts.Select(h => h.Name));
    }
}
