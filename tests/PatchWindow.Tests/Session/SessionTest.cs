using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Management.Automation.Runspaces;
using PatchWindow.Sandbox;

namespace PatchWindow.Tests.Session;

/// <summary>
/// A test in the engine, with a scratch folder, a scratch store, a configuration of its own and a clock that can be set. What
/// it changes of the process is put back when it ends.
/// </summary>
[Collection(SessionCollection.Name)]
public abstract class SessionTest : IDisposable
{
    private readonly Dictionary<string, string?> before = [];
    private readonly List<AptSandbox> boxes = [];
    private readonly List<IDisposable> kept = [];

    protected SessionTest(Engine engine)
    {
        Engine = engine;
        Folder = Directory.CreateTempSubdirectory("patchwindow-tests-").FullName;
        Set("PATCHWINDOW_CONFIG", null);
        Set("PATCHWINDOW__store__connectionString", "Data Source=" + StoreFile);

        // Nobody's own files: neither the configuration of who runs the tests nor the store.
        Set("XDG_CONFIG_HOME", Path.Combine(Folder, "home"));
        engine.Screen.Answer = "No";
    }

    /// <summary>A lab machine whose window is always open, with a host that cannot be reached by this version beside it.</summary>
    protected const string AlwaysOpen = """
        {
          "hosts": [ { "name": "localhost", "transport": "local", "tags": { "env": "lab" } } ],
          "policies": {
            "open": { "targets": "name = localhost", "timeZone": "UTC", "schedules": [ { "text": "daily 00:00 for 24h" } ] },
          },
        }
        """;

    protected Engine Engine { get; }

    /// <summary>A folder for this test alone.</summary>
    protected string Folder { get; }

    protected string StoreFile => Path.Combine(Folder, "store", "patchwindow.db");

    public void Dispose()
    {
        SetClock(null);
        SetPause(null);
        SetRunspaces(null);
        foreach (var thing in kept) thing.Dispose();
        foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
        foreach (var box in boxes) box.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a script as if typed.</summary>
    protected Result Run(string script, params object?[] arguments) => Engine.Run(script, arguments);

    /// <summary>Makes a file in the test's folder and returns its path.</summary>
    protected string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Makes this text the configuration, as PATCHWINDOW_CONFIG names it.</summary>
    protected void Configure(string json) => Set("PATCHWINDOW_CONFIG", Write("patchwindow.json", json));

    /// <summary>Stops the module's clock at a moment, such as 2026-12-11T22:30+01:00.</summary>
    protected void ClockShows(string moment)
    {
        var at = Moment(moment);
        SetClock(() => at);
    }

    /// <summary>Lets the module's clock begin at a moment and go on by a step each time it is looked at.</summary>
    protected void ClockRuns(string from, TimeSpan step)
    {
        var at = Moment(from) - step;
        SetClock(() => at += step);
    }

    /// <summary>Instead of waiting, what is waited for happens: one step for each pause. More pauses than steps are a fault.</summary>
    protected Queue<Action> PausesAre(params Action[] steps)
    {
        var left = new Queue<Action>(steps);
        SetPause(_ =>
        {
            if (!left.TryDequeue(out var step)) throw new InvalidOperationException("It waits for longer than it should.");
            step();
        });
        return left;
    }

    /// <summary>Sets an environment variable until the test ends.</summary>
    protected void Set(string name, string? value)
    {
        _ = before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    /// <summary>Makes localhost's apt a sandbox with packages to update; skips the test where there is no apt.</summary>
    protected AptSandbox UseApt()
    {
        Assert.SkipWhen(AptSandbox.WhyNot is not null, AptSandbox.WhyNot ?? "");
        var box = AptSandbox.Create();
        boxes.Add(box);
        foreach (var (name, value) in box.Environment) Set(name, value);
        return box;
    }

    /// <summary>Disposes of something when the test ends.</summary>
    protected T Keep<T>(T thing)
        where T : IDisposable
    {
        kept.Add(thing);
        return thing;
    }

    /// <summary>Puts a shell script before the real program of that name; <c>real</c> calls that.</summary>
    protected void PutInFront(string program, string script)
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "shims")).FullName;
        var file = Path.Combine(folder, program);
        File.WriteAllText(file, $"#!/bin/sh\nreal() {{ PATH='{path}' {program} \"$@\"; }}\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        Set("PATH", folder + Path.PathSeparator + path);
    }

    protected static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    protected void SetClock(Func<DateTimeOffset>? now) => Hook("Now", now);

    private void SetPause(Action<TimeSpan>? pause) => Hook("Pause", pause);

    /// <summary>Sets what is opened instead of a session on a computer.</summary>
    protected void SetRunspaces(Func<string?, Runspace>? make) => Hook("Instead", make, "PatchWindow.Remoting.SessionRunspaces");

    private void Hook(string name, Delegate? hook, string type = "PatchWindow.Cmdlets.SessionClock") => Engine.Front.GetType(type, throwOnError: true)!
        .GetProperty(name, BindingFlags.Static | BindingFlags.NonPublic)!.SetValue(null, hook);
}
