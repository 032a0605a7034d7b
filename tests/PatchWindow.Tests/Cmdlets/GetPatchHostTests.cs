using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

public sealed class GetPatchHostTests : SessionTest
{
    public GetPatchHostTests(Engine engine)
        : base(engine) => Configure(Given.Fleet);

    [Theory]
    [InlineData("Get-PatchHost", "lab01,spare,web01")]
    [InlineData("Get-PatchHost *01", "lab01,web01")]
    [InlineData("Get-PatchHost WEB01", "web01")]
    [InlineData("'lab01', 'w*' | Get-PatchHost", "lab01,web01")]
    [InlineData("[pscustomobject]@{ HostName = 'lab01' } | Get-PatchHost", "lab01")]
    [InlineData("[pscustomobject]@{ Host = 'lab01' } | Get-PatchHost", "lab01")]
    [InlineData("Get-PatchWindow -HostName web01 -First 1 | Get-PatchHost", "web01,web01")]
    [InlineData("Get-PatchHost | Where-Object { -not $_.Policies }", "spare")]
    [InlineData("Get-PatchHost -Filter 'env = prod and role in (web, api)'", "web01")]
    [InlineData("Get-PatchHost -Filter 'env'", "lab01,web01")]
    [InlineData("Get-PatchHost -Filter 'not env'", "spare")]
    [InlineData("Get-PatchHost -Filter 'os = linux'", "")]
    [InlineData("Get-PatchHost *01 -Filter 'env = lab or name = spare'", "lab01")]
    [InlineData("'lab01', 'w*' | Get-PatchHost -Filter 'env = PROD'", "web01")]
    public void Hosts_are_named_piped_and_matched(string script, string names) =>
        Assert.Equal(names, string.Join(",", Run(script).MustSucceed().Texts("Name").Order()));

    [Theory]
    [InlineData("env == prod")]
    [InlineData("env = ")]
    [InlineData("")]
    public void A_filter_that_cannot_be_read_ends_the_command_and_shows_the_place(string filter)
    {
        var result = Run($"Get-PatchHost -Filter '{filter}'; 'never reached'");

        Assert.Empty(result.Output);
        Assert.Equal("TargetFilterInvalid InvalidArgument", $"{result.Stopped!.Id()} {result.Stopped!.CategoryInfo.Category}");
        Assert.Contains("^", result.Stopped!.ToString());
    }

    [Fact]
    public void Hosts_of_an_inventory_say_where_they_are_listed()
    {
        var folder = Path.GetDirectoryName(Write("site.yml", "web:\n  hosts:\n    web[01:02]:\n  vars:\n    env: prod\n"))!;
        Configure("""{ "inventories": [ "site.yml", "none.csv" ], "policies": { "p": { "targets": "web and env = prod", "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }""");

        var result = Run("Get-PatchHost -Filter 'web'");

        Assert.Equal("InventoryNotFound ObjectNotFound", $"{result.SingleError.Id()} {result.SingleError.CategoryInfo.Category}");
        Assert.Equal(["web01 p", "web02 p"], result.Output.Select(h => $"{h.Text("Name")} {h.Text("Policies")}"));
        Assert.All(result.Texts("Source"), s => Assert.Equal($"{Path.Combine(folder, "site.yml")}, line 3", s));
    }

    [Fact]
    public void A_host_knows_its_policies_and_tags()
    {
        var host = Run("Get-PatchHost web01").Single;

        Assert.Equal("PatchWindow.ManagedHost", host.BaseObject.GetType().FullName);
        Assert.Equal("prod-night,prod-web", string.Join(",", host.Text("Policies").Split(',').Order()));
        Assert.Equal("prod", Run("(Get-PatchHost web01).Tags['env']").Single.BaseObject);
        Assert.Equal("web01", host.Text("HostName"));
    }

    [Fact]
    public void Without_any_listed_host_there_is_this_machine()
    {
        Configure("""{ "policies": { "p": { "targets": "name = localhost", "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }""");

        var host = Run("Get-PatchHost").Single;

        Assert.Equal("localhost local p", $"{host.Text("Name")} {host.Text("Transport")} {host.Text("Policies")}");
    }

    [Theory]
    [InlineData("\"polices\": {}, ", "localhost")]
    [InlineData("\"something\": 1, ", "localhost")]
    [InlineData("\"hsots\": [ { \"name\": \"web01\" } ], ", "")]
    public void An_unknown_word_takes_this_machine_away_only_where_it_may_mean_hosts(string word, string names)
    {
        Configure($$"""{ {{word}}"policies": { "p": { "targets": "*", "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }""");

        var result = Run("Get-PatchHost");

        Assert.Equal("SettingUnknown", result.SingleError.Id());
        Assert.Equal(names, string.Join(",", result.Texts("Name")));
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_and_hides_no_other()
    {
        var result = Run("Get-PatchHost web02, lab01");

        Assert.Equal(["lab01"], result.Texts("Name"));
        Assert.Equal("HostNotFound ObjectNotFound", $"{result.SingleError.Id()} {result.SingleError.CategoryInfo.Category}");
        Assert.Contains("web01", result.SingleError.ToString());
    }
}
