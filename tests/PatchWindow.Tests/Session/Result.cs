using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PatchWindow.Tests.Session;

/// <summary>Everything a script wrote.</summary>
public sealed record Result
{
    public required IReadOnlyList<PSObject> Output { get; init; }

    /// <summary>Errors after which it went on.</summary>
    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    /// <summary>The error that ended it; null where it ran to its end.</summary>
    public required ErrorRecord? Stopped { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<string> Verbose { get; init; }

    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    /// <summary>What the host was asked to show, such as the lines of -WhatIf.</summary>
    public required string Shown { get; init; }

    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>The only object written.</summary>
    public PSObject Single => Assert.Single(MustSucceed().Output);

    /// <summary>The only error, after which it went on.</summary>
    public ErrorRecord SingleError
    {
        get
        {
            Assert.Null(Stopped);
            return Assert.Single(Errors);
        }
    }

    /// <summary>A property of each object, as text.</summary>
    public string[] Texts(string property) => [.. Output.Select(o => o.Text(property))];

    public Result MustSucceed()
    {
        Assert.True(Stopped is null, $"ended by {Stopped?.FullyQualifiedErrorId}: {Stopped}\n{Stopped?.ScriptStackTrace}");
        Assert.True(Errors.Count == 0, string.Join("\n", Errors.Select(e => $"{e.FullyQualifiedErrorId}: {e}")));
        return this;
    }

    internal static Result Of(PowerShell shell, IReadOnlyList<PSObject> output, Runspace runspace, CapturingHost.Screen screen) => new()
    {
        Output = output,
        Errors = [.. shell.Streams.Error],
        Stopped = shell.InvocationStateInfo.State == PSInvocationState.Completed
            ? (runspace.SessionStateProxy.GetVariable("Stopped") as PSObject)?.BaseObject as ErrorRecord
                ?? runspace.SessionStateProxy.GetVariable("Stopped") as ErrorRecord
            : null,
        Warnings = [.. shell.Streams.Warning.Select(w => w.Message)],
        Verbose = [.. shell.Streams.Verbose.Select(w => w.Message)],
        Progress = [.. shell.Streams.Progress],
        Shown = screen.Text,
        Questions = [.. screen.Questions],
    };
}

/// <summary>Properties by name: the module's types are its own, and no test is compiled against them.</summary>
internal static class Properties
{
    public static object? Get(this PSObject item, string path)
    {
        object? value = item;
        foreach (var name in path.Split('.'))
        {
            if (value is null) return null;
            var property = PSObject.AsPSObject(value).Properties[name];
            Assert.True(property is not null, $"'{value.GetType()}' has no property '{name}'.");
            value = property.Value;
        }

        return value is PSObject wrapped ? wrapped.BaseObject : value;
    }

    public static string Text(this PSObject item, string path) => item.Get(path) switch
    {
        null => "",
        DateTimeOffset moment => moment.ToString("yyyy-MM-dd HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list and not string => string.Join(",", list.Cast<object>()),
        var value => value.ToString()!,
    };

    /// <summary>The id without the cmdlet's name.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>The finding that an error is about.</summary>
    public static PSObject Finding(this ErrorRecord error) => PSObject.AsPSObject(error.TargetObject);
}
