namespace PatchWindow.Fleet.Configuration;

/// <summary>Reads a rollout: rings, budgets and how many hosts may fail.</summary>
internal static class RolloutSettings
{
    public static Rollout Read(SettingReader reader)
    {
        var rollout = new Rollout
        {
            Rings = [.. reader.Objects("rings").Select(ReadRing)],
            Budgets = [.. reader.Objects("budgets").Select(ReadBudget)],
            MaxFailures = reader.Share("maxFailures"),
        };
        reader.RefuseTheRest();
        return rollout;
    }

    private static Ring ReadRing(SettingReader reader)
    {
        var ring = new Ring
        {
            Name = reader.Required("name") ?? "", Targets = reader.Text("targets") ?? "", Soak = reader.Duration("soak") ?? TimeSpan.Zero,
        };
        reader.RefuseTheRest();
        return ring;
    }

    private static Budget ReadBudget(SettingReader reader)
    {
        // One without a limit would be none at all.
        if (!reader.Has("max")) _ = reader.Required("max");
        var budget = new Budget { Per = reader.Text("per"), Max = reader.Share("max") ?? HostShare.OfCount(0) };
        reader.RefuseTheRest();
        return budget;
    }
}
