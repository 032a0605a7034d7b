using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Store;

internal static class StoreSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 9, 12, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Made at noon for ten days.</summary>
    public static Deferral Deferral() => new()
    {
        Host = "web01", Name = "openssl", Version = "3.0.17-1", Policy = "prod", Created = Noon, Until = Noon.AddDays(10), Reason = "quarter end", By = "kari@admin01",
    };

    /// <summary>Adds a deferral that nothing speaks against.</summary>
    public static Deferral AddDeferral(this IPatchStore store, Deferral deferral) => store.AddDeferral(deferral, _ => null).Value;

    /// <summary>Shows the store bare names and versions; when each was first seen comes back.</summary>
    public static Dictionary<(string Name, string Version), DateTimeOffset> See(
        this IPatchStore store, string host, (string Name, string Version)[] patches, DateTimeOffset now) =>
        store.Sight(host, [.. patches.Select(p => new PendingPatch { Host = host, Name = p.Name, Version = p.Version })], now)
            .ToDictionary(s => (s.Name, s.Version), s => s.FirstSeen);

    /// <summary>Made at noon, for good.</summary>
    public static Approval Approval() => new()
    {
        Host = "web01", Name = "openssl", Version = "3.0.17-1", Verdict = ApprovalVerdict.Denied, Policy = "prod", Created = Noon, Reason = "breaks billing", By = "kari@admin01",
    };

    public static StepRecord Step(string id, string host = "web01") => new()
    {
        Id = id, Host = host, Policy = "prod", State = StepState.Claimed, Runner = RunnerIdentity.OfThisProcess(), Created = Noon,
        OverrideReason = "INC-2048", OverrideBy = "kari@admin01", Patches = [("curl", "8.1"), ("openssl", "3.0.17-1")], Dependencies = [("libssl3", "3.0.17-1")],
    };

    public static JournalEntry Entry(string step, int sequence, StepState state) =>
        new() { Step = step, Sequence = sequence, Time = Noon.AddSeconds(sequence), State = state, Message = $"{state} it is" };

    public static JournalEntry[] Opening(string step) => [Entry(step, 1, StepState.Planned), Entry(step, 2, StepState.Claimed)];
}
