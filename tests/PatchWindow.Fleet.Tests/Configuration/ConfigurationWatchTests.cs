using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Tests.Configuration;

public sealed class ConfigurationWatchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patchwindow-watch-").FullName;
    private readonly ConfigurationWatch watch = new();

    private string File => Path.Combine(folder, "a.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_that_stays_as_it_is_has_not_changed_however_often_one_looks()
    {
        Write("one");
        watch.Note(File);

        Assert.All(Enumerable.Range(0, 25), _ => Assert.False(watch.HasChanged()));
    }

    [Fact]
    public void A_file_that_is_written_again_with_the_same_content_has_not_changed()
    {
        Write("one");
        watch.Note(File);
        Write("one");
        System.IO.File.SetLastWriteTimeUtc(File, DateTime.UnixEpoch);

        Assert.All(Enumerable.Range(0, 5), _ => Assert.False(watch.HasChanged()));
    }

    [Theory]
    [InlineData("two")]
    [InlineData("longer")]
    public void Another_content_is_a_change_until_the_file_is_noted_again(string content)
    {
        Write("one");
        watch.Note(File);
        Assert.False(watch.HasChanged());
        Write(content);

        Assert.True(watch.HasChanged());
        Assert.True(watch.HasChanged());
        watch.Begin();
        watch.Note(File);
        Assert.False(watch.HasChanged());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(20, 10)]
    public void Another_content_of_the_same_length_and_time_is_found_at_once_while_the_file_is_new_and_soon_after(int looksBefore, int looksAtMost)
    {
        Write("one");
        var time = System.IO.File.GetLastWriteTimeUtc(File);
        watch.Note(File);
        for (var i = 0; i < looksBefore; i++) Assert.False(watch.HasChanged());
        Write("two");
        System.IO.File.SetLastWriteTimeUtc(File, time);

        Assert.Contains(Enumerable.Range(0, looksAtMost), _ => watch.HasChanged());
    }

    [Fact]
    public void A_link_whose_target_is_exchanged_is_found()
    {
        Write("one", "first");
        Write("two", "second");
        System.IO.File.CreateSymbolicLink(File, Path.Combine(folder, "first"));
        watch.Note(File);
        for (var i = 0; i < 20; i++) Assert.False(watch.HasChanged());
        Write("new", "first");

        Assert.Contains(Enumerable.Range(0, 10), _ => watch.HasChanged());
    }

    [Fact]
    public void A_file_that_appears_is_a_change()
    {
        watch.Note(File);
        Assert.False(watch.HasChanged());
        Write("one");

        Assert.True(watch.HasChanged());
        Assert.False(watch.IsUnsettled);
    }

    [Fact]
    public void A_file_that_vanishes_is_unsettled_first_and_a_change_when_it_stays_away()
    {
        Write("one");
        watch.Note(File);
        System.IO.File.Delete(File);

        for (var look = 1; look < ConfigurationWatch.LooksUntilRemoved; look++)
        {
            Assert.False(watch.HasChanged());
            Assert.True(watch.IsUnsettled);
            Assert.Equal([File], watch.Missing);
        }

        Assert.True(watch.HasChanged());
        Assert.False(watch.IsUnsettled);
    }

    [Fact]
    public void A_file_that_is_back_with_the_same_content_has_not_changed_and_is_certain()
    {
        Write("one");
        watch.Note(File);
        System.IO.File.Delete(File);
        Assert.False(watch.HasChanged());
        Write("one");

        Assert.False(watch.HasChanged());
        Assert.False(watch.IsUnsettled);
    }

    [Fact]
    public void Nothing_is_certain_while_one_is_missing_whatever_the_others_say()
    {
        Write("one");
        Write("one", "b.json");
        watch.Note(File);
        watch.Note(Path.Combine(folder, "b.json"));
        System.IO.File.Delete(File);
        Write("two", "b.json");

        Assert.False(watch.HasChanged());
        Assert.True(watch.IsUnsettled);
    }

    private void Write(string text, string name = "a.json") => System.IO.File.WriteAllText(Path.Combine(folder, name), text);
}
