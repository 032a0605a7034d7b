using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// The moves of steps as a file for other programs: a JSON object a line, appended. Several commands may write to one file; each line is
/// whole.
/// </summary>
public sealed class MoveLog
{
    // Another command's line takes far less than a millisecond.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly object use = new();
    private readonly string path;

    private MoveLog(string path) => this.path = path;

    /// <summary>Why moves are missing from the file; null where it has them all.</summary>
    public Finding? Fault { get; private set; }

    /// <summary>The log in a file, which is made where there is none; a problem where it cannot be written.</summary>
    /// <param name="path">A full path.</param>
    public static Outcome<MoveLog> Open(string path)
    {
        try
        {
            Append(path, []);
            return new MoveLog(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return NotWritable(path, e.Message, FindingSeverity.Error, "Name a file that can be written, in a folder that is there.");
        }
    }

    /// <summary>Appends a move. A file that cannot be written any more ends no work: <see cref="Fault"/> then says so.</summary>
    public void Write(StepMove move)
    {
        var line = Line(move);
        lock (use)
        {
            try
            {
                Append(path, line);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Fault ??= NotWritable(path, e.Message, FindingSeverity.Warning, "Moves are missing from it; the journal in the store has them all.");
            }
        }
    }

    // An exclusive open each time, because a position that was taken when the file was opened would lie in the middle of others' lines.
    private static void Append(string path, byte[] line)
    {
        using var file = OpenAlone(path);
        file.Write(line, 0, line.Length);
    }

    private static FileStream OpenAlone(string path)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && waited.Elapsed < Patience)
            {
                // Another command is at its line.
                _ = Thread.Yield();
            }
        }
    }

    private static byte[] Line(StepMove move)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", move.Entry.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("host", move.Host);
            if (move.Policy is { } policy) json.WriteString("policy", policy);
            json.WriteString("step", move.Entry.Step);
            json.WriteNumber("sequence", move.Entry.Sequence);
            json.WriteString("state", move.Entry.State.ToString());
            json.WriteString("message", move.Entry.Message);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static Finding NotWritable(string path, string why, FindingSeverity severity, string suggestion) => new()
    {
        Code = "LogNotWritable",
        Kind = FindingKind.WriteError,
        Severity = severity,
        Path = path,
        Message = $"The log '{path}' cannot be written: {why}",
        Suggestion = suggestion,
    };
}
