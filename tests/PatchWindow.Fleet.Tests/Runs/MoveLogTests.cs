using System.Text.Json;
using PatchWindow.Fleet.Runs;

namespace PatchWindow.Fleet.Tests.Runs;

public sealed class MoveLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patchwindow-log-").FullName;

    private string LogFile => Path.Combine(folder, "moves.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_move_is_an_object_of_one_line_whatever_its_message_holds()
    {
        var log = MoveLog.Open(LogFile).Value;

        log.Write(Move("web01", 3, "it's \"quoted\"\nand a line\u001b[2J"));

        var line = Assert.Single(File.ReadAllLines(LogFile));
        Assert.StartsWith("{\"time\":\"2026-09-12T12:00:00.000Z\",\"host\":\"web01\",\"policy\":\"prod\",\"step\":\"s1\",\"sequence\":3,\"state\":\"Checked\",", line);
        Assert.DoesNotContain('\u001b', line);
        Assert.Equal("it's \"quoted\"\nand a line\u001b[2J", JsonDocument.Parse(line).RootElement.GetProperty("message").GetString());
        Assert.Null(log.Fault);
    }

    [Fact]
    public void Of_many_who_write_to_one_file_at_once_every_line_is_there_and_whole()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, writer =>
        {
            var log = MoveLog.Open(LogFile).Value;
            for (var i = 1; i <= 50; i++) log.Write(Move($"web{writer}", i, new string('x', 500)));
            Assert.Null(log.Fault);
        });

        var lines = File.ReadAllLines(LogFile).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(400, lines.Count);
        Assert.All(lines.GroupBy(l => l.GetProperty("host").GetString()), host => Assert.Equal(Enumerable.Range(1, 50), host.Select(l => l.GetProperty("sequence").GetInt32())));
    }

    [Fact]
    public void What_is_in_the_file_already_stays()
    {
        File.WriteAllText(LogFile, "of yesterday\n");

        MoveLog.Open(LogFile).Value.Write(Move("web01", 1, "m"));

        Assert.Equal("of yesterday", File.ReadLines(LogFile).First());
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_a_problem_before_anything_begins()
    {
        var problem = MoveLog.Open(Path.Combine(folder, "missing", "moves.jsonl")).Problem!;

        Assert.Equal(("LogNotWritable", FindingSeverity.Error), (problem.Code, problem.Severity));
        Assert.Contains("missing", problem.Message);
    }

    [Fact]
    public void A_file_that_cannot_be_written_any_more_is_told_and_ends_nothing()
    {
        var log = MoveLog.Open(LogFile).Value;
        File.Delete(LogFile);
        _ = Directory.CreateDirectory(LogFile);

        log.Write(Move("web01", 1, "m"));

        Assert.Equal(("LogNotWritable", FindingSeverity.Warning), (log.Fault!.Code, log.Fault.Severity));
        Assert.Contains("the journal in the store has them all", log.Fault.Suggestion);
    }

    private static StepMove Move(string host, int sequence, string message) => new(host, "prod", new JournalEntry
    {
        Step = "s1", Sequence = sequence, Time = new DateTimeOffset(2026, 9, 12, 14, 0, 0, TimeSpan.FromHours(2)), State = StepState.Checked, Message = message,
    });
}
