using System.Runtime.InteropServices;

// The members are called as in COM, Properties_ included.
#pragma warning disable CA1707, CA1716, CA1819, CA1822, CA2201, CA2227

namespace PatchWindow.StandIn;

/// <summary>An update as Windows Update Agent shows it (IUpdate5), with the members that the scripts ask for.</summary>
public sealed class StandInUpdate
{
    /// <summary>An update of an article.</summary>
    public StandInUpdate(string id, int revision, string title, params string[] articles)
    {
        Identity = new StandInIdentity(id, revision);
        Title = title;
        KBArticleIDs = articles;
    }

    public StandInIdentity Identity { get; }

    public string Title { get; set; }

    public string[] KBArticleIDs { get; set; }

    public string[] SecurityBulletinIDs { get; set; } = [];

    public string[] CveIDs { get; set; } = [];

    public string? MsrcSeverity { get; set; }

    public StandInCategory[] Categories { get; set; } = [new("cd5ffd1e-e932-4e3a-bf74-18bf0b1bbd83")];

    public decimal MaxDownloadSize { get; set; } = 1_234_567;

    public StandInBehavior? InstallationBehavior { get; set; } = new();

    public bool EulaAccepted { get; set; } = true;

    public bool IsHidden { get; set; }

    public bool IsDownloaded { get; set; }

    public bool RebootRequired { get; set; }

    public DateTime? LastDeploymentChangeTime { get; set; } = new DateTime(2026, 11, 10);

    public StandInUpdate[] BundledUpdates { get; set; } = [];

    // What the stand-in does with it.
    internal bool IsInstalled { get; set; }

    internal int DownloadFails { get; set; }

    internal int InstallFails { get; set; }
}

public sealed record StandInIdentity(string UpdateID, int RevisionNumber);

public sealed record StandInCategory(string CategoryID);

public sealed class StandInBehavior
{
    public int RebootBehavior { get; set; }

    public int Impact { get; set; }

    public bool CanRequestUserInput { get; set; }
}

/// <summary>An entry of the history (IUpdateHistoryEntry).</summary>
public sealed record StandInEntry(StandInIdentity? UpdateIdentity, int Operation, int ResultCode);

/// <summary>What a search, a download or an installation came to.</summary>
public sealed class StandInResult
{
    public int ResultCode { get; set; } = 2;

    public int HResult { get; set; }

    public bool RebootRequired { get; set; }

    public StandInUpdate[] Updates { get; set; } = [];

    public StandInWarning[] Warnings { get; set; } = [];

    internal List<StandInResult> OfEach { get; } = [];

    public StandInResult GetUpdateResult(int index) => OfEach[index];
}

public sealed record StandInWarning(int HResult, string Message);

/// <summary>A collection (IUpdateCollection).</summary>
public sealed class StandInCollection
{
    internal List<StandInUpdate> Items { get; } = [];

    public int Add(StandInUpdate update)
    {
        Items.Add(update);
        return Items.Count - 1;
    }
}

/// <summary>A session (IUpdateSession).</summary>
public sealed class StandInSession(StandInWindows windows)
{
    public StandInSearcher CreateUpdateSearcher() => new(windows);

    public StandInDownloader CreateUpdateDownloader()
    {
        windows.RefuseRemote();
        return new(windows);
    }

    public StandInInstaller CreateUpdateInstaller() => new(windows);
}

/// <summary>A searcher (IUpdateSearcher).</summary>
public sealed class StandInSearcher(StandInWindows windows)
{
    public bool Online { get; set; }

    public StandInResult Search(string criteria)
    {
        windows.Searches.Add((Online ? "online " : "offline ") + criteria);
        if (windows.SearchFails != 0) throw new COMException("Exception from HRESULT", windows.SearchFails);
        return new StandInResult
        {
            ResultCode = windows.SearchResult,
            Warnings = windows.SearchResult == 2 ? [] : [new StandInWarning(unchecked((int)0x80241001), "Windows Installer is too old")],
            Updates = [.. windows.Updates.Where(u => criteria == "IsInstalled=1" ? u.IsInstalled && !u.RebootRequired : !u.IsInstalled || u.RebootRequired)],
        };
    }

    public int GetTotalHistoryCount() => windows.History.Count;

    public IEnumerable<StandInEntry> QueryHistory(int start, int count) => windows.History.Skip(start).Take(count);
}

/// <summary>A downloader (IUpdateDownloader).</summary>
public sealed class StandInDownloader(StandInWindows windows)
{
    public StandInCollection Updates { get; set; } = new();

    public StandInResult Download()
    {
        var result = new StandInResult();
        foreach (var update in Updates.Items)
        {
            windows.Done.Add($"download {update.Title}");
            update.IsDownloaded = update.DownloadFails == 0;
            result.OfEach.Add(new StandInResult { ResultCode = update.IsDownloaded ? 2 : 4, HResult = update.DownloadFails });
        }

        result.ResultCode = result.OfEach.TrueForAll(r => r.ResultCode == 2) ? 2 : 3;
        return result;
    }
}

/// <summary>An installer (IUpdateInstaller2).</summary>
public sealed class StandInInstaller(StandInWindows windows)
{
    public bool IsBusy => windows.IsBusy;

    public bool RebootRequiredBeforeInstallation => windows.RebootFirst;

    public bool AllowSourcePrompts { get; set; } = true;

    public bool ForceQuiet { get; set; }

    public StandInCollection Updates { get; set; } = new();

    public StandInResult Install()
    {
        windows.RefuseRemote();
        if (!ForceQuiet || AllowSourcePrompts) throw new COMException("it would ask", unchecked((int)0x8024200A));
        var result = new StandInResult();
        foreach (var update in Updates.Items)
        {
            windows.Done.Add($"install {update.Title}");
            update.IsInstalled = update.InstallFails == 0;
            update.RebootRequired = update.IsInstalled && update.InstallationBehavior?.RebootBehavior == 1;
            result.RebootRequired |= update.RebootRequired;
            result.OfEach.Add(new StandInResult { ResultCode = update.IsInstalled ? 2 : 4, HResult = update.InstallFails });
        }

        windows.RebootRequired |= result.RebootRequired;
        result.ResultCode = result.OfEach.TrueForAll(r => r.ResultCode == 2) ? 2 : 3;
        return result;
    }
}
