using System.Globalization;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Preflight;

/// <summary>What a host says of itself.</summary>
/// <param name="System">Its operating system's name; empty where it does not say.</param>
/// <param name="Privilege"><c>root</c>, <c>sudo</c> or <c>none</c>.</param>
/// <param name="Started">When it was started.</param>
/// <param name="Clock">What its clock shows.</param>
/// <param name="Room">Free bytes by file system.</param>
/// <param name="Rivals">What else may install patches there, as the script words it.</param>
internal sealed record SelfReport(
    string System, string Privilege, DateTimeOffset Started, DateTimeOffset Clock, IReadOnlyList<(string Place, long Free)> Room,
    IReadOnlyList<string> Rivals);

/// <summary>Reads what <c>preflight.sh</c> prints.</summary>
internal static class HostFactsReader
{
    public static Outcome<SelfReport> Read(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)) return problem;
        foreach (var name in new[] { "system", "privilege", "started", "room", "rivals", "clock" })
            if (!frames.ContainsKey(name)) return OutputProblems.CutShort(host, name, output);
        var room = new List<(string, long)>();
        foreach (var line in frames["room"].Lines)
        {
            if (line.Text.Split([' '], 2) is not [var free, { Length: > 0 } place] || !long.TryParse(free, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes))
                return OutputProblems.Unreadable(host, line, "the room of a file system");
            room.Add((Quoted.Line(place), kilobytes * 1024));
        }

        if (!Moment(host, frames["started"]).TryGet(out var started, out problem) || !Moment(host, frames["clock"]).TryGet(out var clock, out problem))
            return problem;
        if (frames["privilege"].Lines is not [{ Text: "root" or "sudo" or "none" } privilege])
            return OutputProblems.CutShort(host, "the host did not say what its account may do");
        return new SelfReport(
            frames["system"].Lines is [var system, ..] ? Quoted.Line(system.Text) : "", privilege.Text, started, clock, room,
            [.. frames["rivals"].Lines.Select(line => Quoted.Line(line.Text))]);
    }

    private static Outcome<DateTimeOffset> Moment(string host, OutputFrame frame)
    {
        if (frame.Lines is not [var line]) return OutputProblems.CutShort(host, $"it did not say its {frame.Name} time");
        return long.TryParse(line.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : OutputProblems.Unreadable(host, line, "seconds since 1970");
    }
}
