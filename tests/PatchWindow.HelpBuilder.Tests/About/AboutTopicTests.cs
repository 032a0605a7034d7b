using System.Text;
using PatchWindow.HelpBuilder.About;

namespace PatchWindow.HelpBuilder.Tests.About;

public sealed class AboutTopicTests : IDisposable
{
    private readonly Fixture _fixture = new();

    [Fact]
    public void A_whole_topic()
    {
        Assert.Equal(
            """
            TOPIC
                about_Crops

            SHORT DESCRIPTION
                What grows.

            LONG DESCRIPTION
                A paragraph that goes over several lines of Markdown and is long enough to
                be wrapped.

                - an item that is long enough to need a second line, which then hangs under
                  the text
                - another with Get-Crop and emphasis

                1. one
                2. two

                    Get-Crop |
                        Remove-Crop

                    # not a heading

            FIELDS AND CROPS
                Name   Crop
                north  wheat
                s      a much longer one

                Below

                See the farm (https://example.org) and about_Fields; 'w*' and 0 2 * * *
                stay.

            """.ReplaceLineEndings("\n"),
            Convert("""
                # about_Crops

                ## Short description

                What grows.

                ## Long description

                A paragraph that goes over
                several lines of *Markdown* and is long enough to be wrapped.

                - an item that is long enough to need a second line,
                  which then hangs under the text
                - another with `Get-Crop` and **emphasis**

                1. one
                2. two

                ```powershell
                Get-Crop |
                    Remove-Crop

                # not a heading
                ```
                ## Fields and `crops`
                | Name  | Crop |
                |-------|:----:|
                | north | wheat |
                | s | a much longer one |

                ### Below
                See [the farm](https://example.org) and [about_Fields](about_Fields.md); 'w*' and 0 2 * * * stay.
                """));
    }

    [Theory]
    [InlineData("# about_Crops\n\nWhat grows.\n\nThe rest.", "What grows.\n\nLONG DESCRIPTION\n    The rest.")]
    [InlineData("# about_Crops\n\nWhat grows.\n\n## Why\n\nThe rest.", "What grows.\n\nWHY\n    The rest.")]
    [InlineData("# about_Crops", "about_Crops")]
    [InlineData("", "about_Crops")]
    public void The_first_paragraph_is_the_short_description(string markdown, string expected) =>
        Assert.Equal("TOPIC\n    about_Crops\n\nSHORT DESCRIPTION\n    " + expected + "\n", Convert(markdown));

    [Fact]
    public void Only_about_files_are_topics()
    {
        _fixture.Write("about_A.md", "# about_A");
        _fixture.Write("README.md", "# about");

        Assert.Equal(["about_A.help.txt"], AboutTopic.In(_fixture.Folder).Select(topic => topic.FileName));
    }

    public void Dispose() => _fixture.Dispose();

    private string Convert(string markdown)
    {
        _fixture.Write("about_Crops.md", markdown);
        return Encoding.UTF8.GetString(AboutTopic.In(_fixture.Folder).Single().Content);
    }
}
