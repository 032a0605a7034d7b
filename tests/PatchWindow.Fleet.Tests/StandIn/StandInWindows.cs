using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;

#pragma warning disable CA1707, CA1716, CA1822, CA2201

namespace PatchWindow.StandIn;

/// <summary>
/// A Windows host as far as our scripts look at it: objects with the members of the COM ones. The scripts are the real ones, run by the
/// real engine; what they ask Windows for is put in its place by aliases, which PowerShell resolves before functions.
/// It is what we believe of Windows, and no Windows: nothing here shows that Windows agrees.
/// </summary>
public sealed class StandInWindows : IDisposable
{
    private readonly List<Action> waiting = [];

    public IList<StandInUpdate> Updates { get; } = [];

    public IList<StandInEntry> History { get; } = [];

    /// <summary>The searches that were made, each with "online" or "offline" before it.</summary>
    public IList<string> Searches { get; } = [];

    /// <summary>What was downloaded and installed, in that order.</summary>
    public IList<string> Done { get; } = [];

    /// <summary>Keys below HKEY_LOCAL_MACHINE, and values as <c>KEY::NAME</c>.</summary>
    public IDictionary<string, object> Registry { get; } = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What SearchResult.ResultCode is; 2 is all of it.</summary>
    public int SearchResult { get; set; } = 2;

    /// <summary>The HRESULT that a search fails with; 0 for none.</summary>
    public int SearchFails { get; set; }

    /// <summary>The HRESULT with which no COM object can be made; 0 for none.</summary>
    public int ObjectsFail { get; set; }

    public DateTime? LastSearch { get; set; } = DateTime.UtcNow.AddHours(-3);

    public string ServiceId { get; set; } = "9482f4b4-e343-43b6-b170-9a65bc822c77";

    public string ServiceName { get; set; } = "Windows Update";

    public bool Managed { get; set; }

    public bool RebootRequired { get; set; }

    public bool IsAdministrator { get; set; } = true;

    public bool IsBusy { get; set; }

    public bool RebootFirst { get; set; }

    public IList<string> DisabledServices { get; } = [];

    public string Boot { get; set; } = "20261126064510.500000+060";

    /// <summary>Whether the session came over the network: the agent then installs nothing for it.</summary>
    public bool IsRemote { get; set; }

    /// <summary>Whether the task scheduler's tasks end without having done anything.</summary>
    public bool TasksDie { get; set; }

    /// <summary>Whether a task that was told to run does not do so at once.</summary>
    public bool TasksTarry { get; set; }

    /// <summary>Whether this is what a task, run by SYSTEM on the host itself, sees.</summary>
    internal bool InTask { get; private set; }

    public StandInTasks Tasks { get; private set; } = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("patchwindow-windows-").FullName;

    /// <summary>What was waited for, told each time a script waits.</summary>
    public Action? OnWait { get; set; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A runspace on it, not opened yet.</summary>
    public Runspace Runspace() => RunspaceFactory.CreateRunspace(State());

    /// <summary>The engine's state with the stand-in for what the scripts ask of Windows.</summary>
    public InitialSessionState State()
    {
        var state = InitialSessionState.CreateDefault2();
        state.Variables.Add(new SessionStateVariableEntry("StandIn", this, "the host"));
        Put("New-UpdateObject", "$StandIn.Make($args[0])");
        Put("Test-Administrator", "$StandIn.IsAdministrator");
        Put("Read-Registry", "$StandIn.Read($args[0], $args[1])");
        Put("Get-StateFolder", "$StandIn.Folder");
        Put("Test-RemoteSession", "$StandIn.IsRemoteHere()");
        Put("Wait-Moment", "$StandIn.Wait()");
        return state;

        void Put(string name, string text)
        {
            state.Commands.Add(new SessionStateFunctionEntry("StandIn-" + name, text));
            state.Commands.Add(new SessionStateAliasEntry(name, "StandIn-" + name));
        }
    }

    public bool IsRemoteHere() => IsRemote && !InTask;

    /// <summary>Makes the object of a ProgID.</summary>
    public object Make(string progId)
    {
        if (ObjectsFail != 0) throw new COMException("no such class", ObjectsFail);
        return progId switch
        {
            "Microsoft.Update.Session" => new StandInSession(this),
            "Microsoft.Update.UpdateColl" => new StandInCollection(),
            "Microsoft.Update.SystemInfo" => new StandInSystem(RebootRequired),
            "Microsoft.Update.AutoUpdate" => new StandInAutoUpdate(new StandInSearchResults(LastSearch)),
            "Microsoft.Update.ServiceManager" => new StandInServices(
            [
                new StandInService("117cab2d-82b1-4b5a-a08c-4d62dbee7782", "Windows Store", false, false),
                new StandInService(ServiceId, ServiceName, true, Managed),
            ]),
            "WbemScripting.SWbemLocator" => new StandInWmi(this),
            "Schedule.Service" => Tasks ??= new StandInTasks(this),
            _ => throw new COMException($"Class not registered: {progId}", unchecked((int)0x80040154)),
        };
    }

    public object? Read(string path, string name) =>
        Registry.TryGetValue(name.Length == 0 ? path : $"{path}::{name}", out var value) ? value : null;

    /// <summary>Instead of waiting, what is waited for happens.</summary>
    public void Wait()
    {
        OnWait?.Invoke();
        if (waiting.Count == 0) throw new InvalidOperationException("A script waits for something that never comes.");
        waiting[0]();
        waiting.RemoveAt(0);
    }

    internal void Queue(Action action) => waiting.Add(action);

    /// <summary>Runs what a task runs, as SYSTEM on the host itself.</summary>
    internal void RunTask(string file, string argument)
    {
        InTask = true;
        try
        {
            using var shell = PowerShell.Create(State());
            _ = shell.AddScript(File.ReadAllText(file)).AddArgument(argument).Invoke();
        }
        finally
        {
            InTask = false;
        }
    }

    internal void RefuseRemote()
    {
        if (IsRemoteHere()) throw new UnauthorizedAccessException("Access is denied. (Exception from HRESULT: 0x80070005 (E_ACCESSDENIED))");
    }
}

public sealed record StandInSystem(bool RebootRequired);

public sealed record StandInAutoUpdate(StandInSearchResults Results);

public sealed record StandInSearchResults(DateTime? LastSearchSuccessDate);

public sealed record StandInServices(StandInService[] Services);

public sealed record StandInService(string ServiceID, string Name, bool IsDefaultAUService, bool IsManaged);

/// <summary>WMI's scripting objects, for the two questions that are asked.</summary>
public sealed class StandInWmi(StandInWindows windows)
{
    public StandInWmi ConnectServer(string server, string space) =>
        (server, space) == (".", @"root\cimv2") ? this : throw new COMException("no such namespace", unchecked((int)0x8004100E));

    public StandInWmiItem[] ExecQuery(string query) => query.Contains("Win32_OperatingSystem", StringComparison.Ordinal)
        ? [new StandInWmiItem(new() { ["LastBootUpTime"] = windows.Boot })]
        : [.. new[] { "wuauserv", "TrustedInstaller" }.Select(name => new StandInWmiItem(
            new() { ["Name"] = name, ["StartMode"] = windows.DisabledServices.Contains(name) ? "Disabled" : "Manual" }))];
}

public sealed class StandInWmiItem(Dictionary<string, string> values)
{
    // As in COM: a WMI property is no member of the object.
    public StandInWmiItem Properties_ => this;

    public StandInWmiProperty Item(string name) => new(values[name]);
}

public sealed record StandInWmiProperty(string Value);
