using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Tests.Policies;

public sealed class TargetFilterTests
{
    private static readonly ManagedHost[] Hosts =
    [
        new() { Name = "web01", Address = "10.1.0.4", Transport = "ssh", Tags = { ["env"] = "prod", ["role"] = "web", ["site"] = "osl" } },
        new() { Name = "web02", Tags = { ["env"] = "test", ["role"] = "web", ["pinned"] = "" } },
        new() { Name = "db01", Transport = "ssh", Tags = { ["env"] = "prod", ["role"] = "db", ["note"] = "do not touch" } },
        new() { Name = "lab", Tags = { ["in"] = "yes" } },
    ];

    [Theory]
    [InlineData("*", "web01 web02 db01 lab")]
    [InlineData("env = prod", "web01 db01")]
    [InlineData("ENV=PROD", "web01 db01")]
    [InlineData("env != prod", "web02 lab")]
    [InlineData("env", "web01 web02 db01")]
    [InlineData("pinned", "web02")]
    [InlineData("not pinned", "web01 db01 lab")]
    [InlineData("not not pinned", "web02")]
    [InlineData("role in (web, api)", "web01 web02")]
    [InlineData("role in (WEB,db)", "web01 web02 db01")]
    [InlineData("name = db01", "db01")]
    [InlineData("Name like web*", "web01 web02")]
    [InlineData("name like ???", "lab")]
    [InlineData("site like *", "web01")]
    [InlineData("address = 10.1.0.4", "web01")]
    [InlineData("address = lab", "lab")]
    [InlineData("transport = ssh", "web01 db01")]
    [InlineData("note = 'do not touch'", "db01")]
    [InlineData("note = \"do not touch\"", "db01")]
    [InlineData("'in' = yes", "lab")]
    [InlineData("pinned = ''", "web02")]
    [InlineData("name = 'web*'", "")]

    // not binds tightest, then and, then or; brackets first.
    [InlineData("pinned or env = prod and role = db", "web02 db01")]
    [InlineData("role = db and env = prod or pinned", "web02 db01")]
    [InlineData("(pinned or env = prod) and role = db", "db01")]
    [InlineData("not pinned and role = web", "web01")]
    [InlineData("not (pinned and role = web)", "web01 db01 lab")]
    [InlineData("not (pinned or env = prod)", "lab")]
    [InlineData("((env = prod)) AND NOT (role IN (db))", "web01")]
    [InlineData("env = prod and (role in (web, api) or name like db*) and not pinned", "web01 db01")]
    [InlineData("pinned or pinned or role = db", "web02 db01")]
    public void A_filter_names_the_hosts_it_means(string filter, string hosts)
    {
        var read = TargetFilter.Parse(filter).Value;
        Assert.Equal(hosts, string.Join(" ", Hosts.Where(read.Matches)));
        Assert.Equal(filter, read.Text);
    }

    [Fact]
    public void The_filter_of_nothing_matches_no_host() => Assert.DoesNotContain(Hosts, TargetFilter.Nothing.Matches);

    [Theory]
    [InlineData("", "it ends where more should follow: a tag, 'name', 'not' or '(' is missing", "^")]
    [InlineData("env =", "it ends where more should follow: a value is missing", "     ^")]
    [InlineData("env = prod and", "it ends where more should follow: a tag, 'name', 'not' or '(' is missing", "              ^")]
    [InlineData("env = prod role = web", "'role' does not belong here; join conditions with 'and' or 'or'", "           ^")]
    [InlineData("env = prod)", "')' does not belong here; join conditions with 'and' or 'or'", "          ^")]
    [InlineData("(env = prod", "it ends where more should follow: should be ')'", "           ^")]
    [InlineData("role in web", "'web' should be '(' after 'in'", "        ^")]
    [InlineData("role in (web api)", "'api' should be ',' or ')'", "             ^")]
    [InlineData("role in ()", "')' should be a value", "         ^")]
    [InlineData("env == prod", "'=' should be a value", "     ^")]
    [InlineData("env = and", "'and' is a word of the filter where a value should stand; put it in quotes if it is meant as a value", "      ^")]
    [InlineData("or env", "'or' is a word of the filter where a tag, 'name', 'not' or '(' should stand; put it in quotes if it is meant as a value", "^")]
    [InlineData("env = \"prod", "the quote \" is never closed", "      ^")]
    [InlineData("note = 'it", "the quote ' is never closed", "       ^")]
    [InlineData("env  ! prod", "'!' is not understood", "     ^")]
    [InlineData("!pinned", "'!' is not understood", "^")]
    [InlineData("web*", "'web*' is a pattern; write 'name like web*'", "^")]
    [InlineData("env = prod*", "'prod*' is a pattern, and '=' compares letter by letter; write 'env like prod*'", "      ^")]
    [InlineData("env != pro?", "'pro?' is a pattern, and '=' compares letter by letter; write 'not env like pro?'", "       ^")]
    public void A_filter_that_cannot_be_read_shows_the_place_with_a_caret(string filter, string reason, string caret)
    {
        var problem = TargetFilter.Parse(filter).Problem!;
        Assert.Equal($"The filter cannot be read: {reason}.\n  {filter}\n  {caret}", problem.Message);
        Assert.Equal(("TargetFilterInvalid", FindingKind.InvalidArgument), (problem.Code, problem.Kind));
    }

    [Fact]
    public void A_caret_stands_right_also_under_a_filter_on_several_lines() =>
        Assert.EndsWith("\n  env =  prod role\n              ^", TargetFilter.Parse("env =\t\nprod role").Problem!.Message);

    [Theory]
    [InlineData("env = prod and not pinned", "pinned")]
    [InlineData("env = test and not pinned", null)]
    [InlineData("env = prod or not pinned", null)]
    [InlineData("ENV in (test, prod) and name like web*", null)]
    [InlineData("Pinned != yes or owner", "Pinned")]
    [InlineData("not (env = prod and site in (osl))", "site")]
    [InlineData("name = web1 and address = web1 and transport = ssh", null)]
    [InlineData("*", null)]
    public void It_tells_the_tag_that_its_answer_hangs_on(string filter, string? tag)
    {
        var host = new ManagedHost { Name = "web1", Transport = "ssh", Tags = new(StringComparer.OrdinalIgnoreCase) { ["env"] = "prod" } };

        Assert.Equal(tag, TargetFilter.Parse(filter).Value.MissingTag(host));
        Assert.Null(TargetFilter.Nothing.MissingTag(host));
    }
}
