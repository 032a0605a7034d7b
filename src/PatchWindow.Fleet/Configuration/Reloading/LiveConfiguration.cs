namespace PatchWindow.Fleet.Configuration;

/// <summary>
/// A configuration that is kept up with its files. While one of them cannot be read, the last that could be stays, and is called
/// uncertain.
/// </summary>
internal sealed class LiveConfiguration
{
    private readonly string? path;
    private readonly ConfigurationWatch? watch;
    private readonly HashSet<Finding> said = [];
    private Lazy<PatchConfiguration> current;
    private bool isHeld;
    private bool wasUnsettled;

    /// <param name="path">The file someone named; null for none.</param>
    /// <param name="watched">Whether it will be kept up, for which the files' contents must be known.</param>
    public LiveConfiguration(string? path, bool watched)
    {
        this.path = path;
        watch = watched ? new ConfigurationWatch() : null;
        current = new Lazy<PatchConfiguration>(() => PatchConfiguration.Read(path, watch));
    }

    public PatchConfiguration Current => current.Value;

    /// <summary>Reads the files anew where they have changed.</summary>
    public ConfigurationUpdate Update()
    {
        if (watch is null) return ConfigurationUpdate.Nothing;
        var before = Current;
        var changed = watch.HasChanged();
        if (watch.IsUnsettled) return Unsettled();
        wasUnsettled = false;
        if (!changed) return new ConfigurationUpdate { IsCertain = !isHeld };

        var read = PatchConfiguration.Read(path, watch);

        // What could not be read when the command began has been said then, and the rest counted all the same.
        var faults = read.Findings.Where(f => PatchConfiguration.IsFileFault(f) && !before.Findings.Any(b => PatchConfiguration.IsFileFault(b) && b.Path == f.Path)).ToList();
        isHeld = faults.Count > 0;
        if (isHeld) return new ConfigurationUpdate { News = [.. faults.Where(said.Add).Select(Held)] };

        said.Clear();
        current = new Lazy<PatchConfiguration>(() => read);
        return new ConfigurationUpdate { IsChanged = true, IsCertain = true, News = [.. read.Findings.Except(before.Findings)] };
    }

    private ConfigurationUpdate Unsettled()
    {
        if (wasUnsettled) return new ConfigurationUpdate();
        wasUnsettled = true;
        return new ConfigurationUpdate { News = [.. watch!.Missing.Select(Missing)] };
    }

    private static Finding Missing(string file) => new()
    {
        Code = "ConfigurationGone",
        Severity = FindingSeverity.Warning,
        Path = file,
        Message = $"The file '{file}' is not there any more. Until it is back, or counts as removed in a few seconds, nothing begins.",
    };

    private static Finding Held(Finding fault) => fault with
    {
        Severity = FindingSeverity.Warning,
        Suggestion = "Nothing begins until it can be read; what was read before is kept.",
    };
}
