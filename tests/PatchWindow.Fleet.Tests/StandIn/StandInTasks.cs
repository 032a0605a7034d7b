using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

#pragma warning disable CA1716, CA1822, CA2201

namespace PatchWindow.StandIn;

/// <summary>The task scheduler (ITaskService and its folder): a task runs when someone waits for it.</summary>
public sealed class StandInTasks(StandInWindows windows)
{
    private readonly Dictionary<string, StandInTask> tasks = [];

    /// <summary>The names of the tasks that are there.</summary>
    public IEnumerable<string> Names => tasks.Keys;

    /// <summary>The definitions that were ever registered, with the account each was to run as.</summary>
    public IList<(StandInDefinition Definition, string Account)> Registered { get; } = [];

    public void Connect()
    {
    }

    public StandInTasks GetFolder(string path) => path == @"\" ? this : throw new FileNotFoundException(path);

    public StandInDefinition NewTask(int flags) => flags == 0 ? new() : throw new ArgumentException("flags must be 0");

    public StandInTask RegisterTaskDefinition(string name, StandInDefinition definition, int flags, string account, object? password, int logon)
    {
        if ((flags, logon, password) is not (6, 5, null)) throw new COMException("Access is denied.", unchecked((int)0x80070005));
        Registered.Add((definition, account));
        return tasks[name] = new StandInTask(windows, definition);
    }

    public StandInTask GetTask(string name) => tasks.TryGetValue(name, out var task) ? task : throw new FileNotFoundException(name);

    public void DeleteTask(string name, int flags) => tasks.Remove(name);
}

public sealed class StandInTask(StandInWindows windows, StandInDefinition definition)
{
    /// <summary>3 is ready, 4 is running.</summary>
    public int State { get; private set; } = 3;

    public StandInTask Run(object? parameters)
    {
        State = windows.TasksTarry ? 3 : 4;
        windows.Queue(() => State = 4); // it takes longer than one look
        windows.Queue(() =>
        {
            var arguments = Regex.Match(definition.Actions.Action.Arguments, "-File \"(?<file>[^\"]+)\" (?<mark>[0-9a-f]+)$");
            if (!windows.TasksDie) windows.RunTask(arguments.Groups["file"].Value, arguments.Groups["mark"].Value);
            State = 3;
        });
        if (windows.TasksDie) for (var looks = 0; looks < 60; looks++) windows.Queue(() => { });
        return this;
    }
}

public sealed class StandInDefinition
{
    public StandInDescription RegistrationInfo { get; } = new();

    public StandInTaskSettings Settings { get; } = new();

    public StandInActions Actions { get; } = new();
}

public sealed class StandInDescription
{
    public string Description { get; set; } = "";
}

public sealed class StandInTaskSettings
{
    public string ExecutionTimeLimit { get; set; } = "PT72H";

    public bool DisallowStartIfOnBatteries { get; set; } = true;

    public bool StopIfGoingOnBatteries { get; set; } = true;
}

public sealed class StandInActions
{
    internal StandInAction Action { get; } = new();

    public StandInAction Create(int kind) => kind == 0 ? Action : throw new ArgumentException("0 is TASK_ACTION_EXEC");
}

public sealed class StandInAction
{
    public string Path { get; set; } = "";

    public string Arguments { get; set; } = "";
}
