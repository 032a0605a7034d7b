using System.Collections.Concurrent;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Runs;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>Runs, their steps and their claims, in whichever database.</summary>
public abstract class RunStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = StoreSamples.Noon;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private IStorePlace place = null!;
    private PatchStore store = null!;

    public async ValueTask InitializeAsync()
    {
        place = await PlaceAsync();
        store = place.Open();
    }

    public ValueTask DisposeAsync()
    {
        place?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>An empty place.</summary>
    private protected abstract Task<IStorePlace> PlaceAsync();

    [Fact]
    public void A_run_comes_back_as_it_was_given_on_the_clock_of_its_zone()
    {
        var run = Run("r1") with { TimeZone = "Europe/Oslo", WindowEnd = Noon.AddHours(4), Cutoff = Noon.AddHours(3) };
        Assert.True(store.Runs.Open(run, Hosts(2)).IsNew);

        var found = Assert.Single(place.Open().Runs.Find(new RunQuery()));
        Assert.Equal(run, found);
        Assert.Equal(TimeSpan.FromHours(2), found.WindowStart.Offset);
    }

    [Fact]
    public void Of_many_who_open_a_run_of_one_window_at_once_exactly_one_does_and_all_get_it()
    {
        var opened = new ConcurrentBag<(RunRecord Run, bool IsNew)>();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => opened.Add(place.Open().Runs.Open(Run($"r{i}"), Hosts(3, $"r{i}"))));

        Assert.Single(opened, o => o.IsNew);
        Assert.Single(opened.Select(o => o.Run.Id).Distinct());
        Assert.Equal("3", place.Ask("SELECT count(*) FROM step"));
    }

    [Fact]
    public void A_policy_has_a_run_for_each_window_and_one_at_a_time_outside_of_any()
    {
        Assert.True(store.Runs.Open(Run("r1"), Hosts(1)).IsNew);
        Assert.True(store.Runs.Open(Run("r2") with { WindowStart = Noon.AddDays(1) }, Hosts(1, "r2")).IsNew);
        Assert.True(store.Runs.Open(Run("r3") with { IsOutsideWindow = true }, Hosts(1, "r3")).IsNew);
        Assert.Equal("r3", store.Runs.Open(Run("r4") with { IsOutsideWindow = true, WindowStart = Noon.AddMinutes(5) }, Hosts(1, "r4")).Run.Id);
        Assert.True(store.Runs.Open(Run("r5") with { Policy = "other" }, Hosts(1, "r5")).IsNew);
        Assert.Equal("r1", store.Runs.Open(Run("r6") with { Policy = "PROD" }, Hosts(1, "r6")).Run.Id);
        Assert.Equal(["r1"], store.Runs.Find(new RunQuery { Policy = "Prod", WindowStart = Noon }).Select(r => r.Id));
    }

    [Fact]
    public void Nothing_is_claimed_that_nobody_knows_to_be_due()
    {
        _ = store.Runs.Open(Run("r1"), Hosts(3));
        Assert.Empty(Claim(3).Steps);

        var looked = Look(2, Noon);
        Assert.Equal(["web00", "web01"], looked.Select(s => s.Host));
        Assert.Equal(["web02"], Look(9, Noon).Select(s => s.Host));
        Assert.Empty(Look(9, Noon.AddMinutes(9)));
        store.Runs.SetDue(looked[1].Id, TimeSpan.FromMinutes(1));

        // Whoever looked at the others is gone for long.
        Assert.Equal(["web00", "web02"], Look(9, Noon.AddMinutes(11)).Select(s => s.Host));
        Assert.Equal(["web01"], Claim(9).Steps.Select(s => s.Host));

        // It is known to be gone, and nobody has to wait.
        Assert.Equal(["web00", "web02"], Look(9, Noon.AddMinutes(12), isGone: r => r == RunnerIdentity.OfThisProcess()).Select(s => s.Host));
    }

    [Fact]
    public void A_claim_stamps_an_epoch_and_a_lease_begins_the_journal_and_uses_up_budgets()
    {
        Due(Hosts(2, budgets: ["all", "site=OSLO"]));
        var step = Assert.Single(Claim(1, budget: 5).Steps);

        Assert.Equal(("web00", "r1", 1L, StepState.Claimed), (step.Host, step.Run, step.Epoch, step.State));
        var found = store.InProgress("WEB00")!;
        Assert.Equal((step.Id, RunnerIdentity.OfThisProcess(), 1L, false), (found.Id, found.Runner, found.Epoch, found.IsLeaseOver));
        Assert.Equal([StepState.Planned, StepState.Claimed], store.Journal(step.Id).Select(e => e.State));
        Assert.Equal(new Dictionary<string, int> { ["all"] = 1, ["site=OSLO"] = 1 }, store.Runs.Standing("r1", Noon).InUse);

        Write(step, 3, StepState.Failed);
        Assert.Empty(store.Runs.Standing("r1", Noon).InUse);
        Assert.Null(store.InProgress("web00"));
    }

    [Fact]
    public void What_is_unknown_keeps_its_budget_and_its_host_until_somebody_closes_it()
    {
        Due(Hosts(2));
        var step = Assert.Single(Claim(1, budget: 1).Steps);
        Write(step, 3, StepState.Unknown);

        Assert.Empty(Claim(1, budget: 1).Steps);
        store.Close(step.Id, step.Epoch, Noon);
        Assert.Equal("web01", Assert.Single(Claim(1, budget: 1).Steps).Host);
    }

    [Fact]
    public void A_claim_takes_no_more_than_is_left_of_each_budget_and_passes_over_hosts_whose_budget_is_spent()
    {
        Due([.. Hosts(4, budgets: ["site=OSLO"]), .. Hosts(3, "b", ["site=BERGEN"], from: 4)]);

        Assert.Equal(["web00", "web01", "web04", "web05"], Claim(9, budget: 2).Steps.Select(s => s.Host));
        Assert.Empty(Claim(9, budget: 2).Steps);
    }

    [Fact]
    public void Many_claimers_at_once_never_exceed_a_budget_and_take_each_step_once()
    {
        Due(Hosts(60));
        var (taken, most) = (new ConcurrentBag<string>(), 0);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var own = place.Open();
            while (true)
            {
                var claimed = own.Runs.Claim(Wish(3, budget: 7));
                InterlockedMax(ref most, int.Parse(place.Ask("SELECT count(*) FROM step WHERE ended IS NULL AND state <> 'Planned'")!, System.Globalization.CultureInfo.InvariantCulture));
                foreach (var step in claimed.Steps)
                {
                    taken.Add(step.Host);
                    own.Write(StoreSamples.Entry(step.Id, 3, StepState.Succeeded), step.Epoch);
                }

                if (claimed.Steps.Count == 0 && store.Runs.Tally("r1").Of(StepState.Planned) == 0) return;
            }
        });

        Assert.Equal(60, taken.Count);
        Assert.Equal(60, taken.Distinct().Count());
        Assert.InRange(most, 1, 7);
    }

    [Fact]
    public void A_host_with_another_step_in_progress_is_passed_over()
    {
        Due(Hosts(2));
        Assert.True(store.Claim(StoreSamples.Step("s1", "Web00"), StoreSamples.Opening("s1")).IsSuccess);

        Assert.Equal(["web01"], Claim(9).Steps.Select(s => s.Host));
        Assert.Equal("HostBusy", store.Claim(StoreSamples.Step("s2", "web01"), StoreSamples.Opening("s2")).Problem!.Code);
        store.Write(StoreSamples.Entry("s1", 3, StepState.Succeeded));
        Assert.Equal(["web00"], Claim(9).Steps.Select(s => s.Host));
    }

    [Fact]
    public void A_step_outside_of_any_run_is_refused_where_the_gate_of_budgets_objects_and_counts_where_it_does_not()
    {
        Due(Hosts(3));
        _ = Claim(1, budget: 2);
        BudgetUse Use(int max) => new("Prod", ["all"], inUse => inUse.TryGetValue("all", out var used) && used >= max ? new Finding { Code = "BudgetSpent" } : null);

        Assert.Equal("BudgetSpent", store.Claim(StoreSamples.Step("s1", "db01"), StoreSamples.Opening("s1"), Lease, Use(1)).Problem!.Code);
        Assert.True(store.Claim(StoreSamples.Step("s1", "db01"), StoreSamples.Opening("s1"), Lease, Use(2)).IsSuccess);
        Assert.Empty(Claim(9, budget: 2).Steps);
    }

    [Fact]
    public void A_step_that_needs_more_time_than_is_left_is_passed_over()
    {
        Due(Hosts(2), estimates: [TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(10)]);
        Assert.Equal(["web01"], store.Runs.Claim(Wish(9) with { Gate = s => Leave(s, 99) with { Room = TimeSpan.FromMinutes(20) } }).Steps.Select(s => s.Host));
    }

    [Fact]
    public void A_gate_that_stops_the_run_stops_it_for_everyone()
    {
        Due(Hosts(2));
        var claimed = store.Runs.Claim(Wish(9) with { Gate = s => Leave(s, 9) with { Stop = new("2 hosts failed", "rollout:maxFailures") } });

        Assert.Empty(claimed.Steps);
        Assert.Equal((RunState.Stopped, "2 hosts failed"), (store.Runs.Find(new RunQuery())[0].State, store.Runs.Find(new RunQuery())[0].Message));
        Assert.Equal(RunState.Stopped, store.Runs.Standing("r1", Noon).State);
    }

    [Fact]
    public void The_standing_of_a_run_counts_its_rings()
    {
        Due([.. Hosts(2), .. Hosts(3, "b", ring: 1, from: 2)]);
        var claimed = Claim(2, budget: 9).Steps;
        Write(claimed[0], 3, StepState.Succeeded);
        Write(claimed[1], 3, StepState.Failed);

        var standing = store.Runs.Standing("r1", Noon);
        Assert.Equal(1, standing.Failures);
        Assert.Equal([new RingStanding(0, 2, 0, 1, Noon.AddSeconds(3)), new RingStanding(1, 3, 3, 0, null)], standing.Rings);
        Assert.Equal((5, 1, 1, 3), Tally(StepState.Succeeded, StepState.Failed, StepState.Planned));
    }

    [Fact]
    public void What_somebody_has_forgiven_counts_for_nothing_and_its_host_may_get_another_step()
    {
        Due(Hosts(3));
        foreach (var step in Claim(2, budget: 9).Steps) Write(step, 3, StepState.Failed);
        Assert.Equal(2, store.Runs.Standing("r1", Noon).Failures);

        store.Runs.Forgive("r1", [.. Hosts(1, "again")]);

        Assert.Equal(0, store.Runs.Standing("r1", Noon).Failures);
        Assert.Equal(3, store.Runs.Tally("r1").Hosts);
        Assert.Equal(["web01", "web02", "web00"], store.Runs.Steps("r1").Select(s => s.Host));
        Assert.Equal(["web00"], Look(9, Noon).Select(s => s.Host));
    }

    [Fact]
    public void A_run_is_stopped_and_goes_on_by_a_word_and_no_other_way()
    {
        Due(Hosts(1));
        Assert.Equal("RunNotFound", store.Runs.Turn("r2", RunState.Stopped, "x").Problem!.Code);
        Assert.Equal("RunNotStopped", store.Runs.Turn("r1", RunState.Running, "x").Problem!.Code);
        Assert.Equal("stopped by kari", store.Runs.Turn("r1", RunState.Stopped, "stopped by kari").Value.Message);
        Assert.Equal("RunNotRunning", store.Runs.Turn("r1", RunState.Stopped, "x").Problem!.Code);
        Assert.Equal(RunState.Running, store.Runs.Turn("r1", RunState.Running, "").Value.State);
    }

    [Fact]
    public void Steps_that_have_not_begun_end_with_their_run_and_no_other_does()
    {
        Due(Hosts(3));
        var step = Assert.Single(Claim(1, budget: 1).Steps);
        Assert.False(store.Runs.End("r1", "", Noon));

        Assert.Equal(2, store.Runs.EndWaiting("r1", "CutoffReached: nothing new starts", Noon.AddHours(1)));

        Assert.False(store.Runs.End("r1", "", Noon));
        Assert.Equal((3, 0, 2, 0), Tally(StepState.Succeeded, StepState.Skipped, StepState.Planned));
        Assert.Equal(["Planned", "Skipped"], store.Journal("r1-web02").Select(e => e.State.ToString()));
        Write(step, 3, StepState.Succeeded);
        Assert.True(store.Runs.End("r1", "", Noon));
        Assert.False(store.Runs.End("r1", "", Noon));
        Assert.Empty(store.Runs.Find(new RunQuery()));
        Assert.Equal(RunState.Ended, Assert.Single(store.Runs.Find(new RunQuery { WithEnded = true })).State);
    }

    [Fact]
    public void A_step_that_never_began_ends_once_and_is_not_claimed_any_more()
    {
        Due(Hosts(1));
        JournalEntry[] entries = [StoreSamples.Entry("r1-web00", 1, StepState.Planned), StoreSamples.Entry("r1-web00", 2, StepState.Skipped)];

        Assert.True(store.Runs.EndPlanned(entries));
        Assert.False(store.Runs.EndPlanned(entries));
        Assert.Empty(Claim(9).Steps);
        Assert.Equal("Skipped it is", Assert.Single(store.Runs.Steps("r1")).Message);
    }

    [Fact]
    public void A_lease_that_is_not_prolonged_ends_and_what_its_runner_says_later_is_not_taken()
    {
        Due(Hosts(2));
        var claimed = store.Runs.Claim(Wish(2) with { Lease = TimeSpan.FromSeconds(-1) }).Steps;
        Assert.All(store.InProgress(), s => Assert.True(s.IsLeaseOver));

        Assert.Empty(store.Runs.Renew([(claimed[0].Id, 1)], Lease));
        Assert.Equal([false, true], store.InProgress().Select(s => s.IsLeaseOver));

        var taken = store.TakeUp("web01", s => s.IsLeaseOver, RunnerIdentity.OfThisProcess() with { Machine = "other" }, Lease)!;
        Assert.Equal(2, taken.Epoch);
        Assert.Equal([claimed[1].Id], store.Runs.Renew([(claimed[1].Id, 1)], Lease));
        Assert.Equal("StepTakenUp", Assert.Throws<StoreException>(() => store.Write(StoreSamples.Entry(claimed[1].Id, 3, StepState.Succeeded), 1)).Finding.Code);
        Assert.Equal("StepTakenUp", Assert.Throws<StoreException>(() => store.SetWork(claimed[1].Id, 1, new StepOrder("apt", "b1", [("a", "1")], []))).Finding.Code);
        store.Write(StoreSamples.Entry(claimed[1].Id, 3, StepState.Unknown), 2);
    }

    [Fact]
    public void A_step_whose_runner_had_touched_nothing_is_claimed_by_the_next_with_its_journal_going_on()
    {
        Due(Hosts(1));
        var first = Assert.Single(Claim(1, budget: 1).Steps);
        Write(first, 3, StepState.Planned);
        Assert.Null(store.InProgress("web00"));
        Assert.Empty(store.Runs.Standing("r1", Noon).InUse);

        var second = Assert.Single(Claim(1, budget: 1).Steps);

        Assert.Equal((first.Id, 2L), (second.Id, second.Epoch));
        Assert.Equal(["Planned", "Claimed", "Planned", "Claimed"], store.Journal(first.Id).Select(e => e.State.ToString()));
        Write(second, 5, StepState.Planned);
        Assert.Equal(1, store.Runs.EndWaiting("r1", "over", Noon));
        Assert.Equal([(5, StepState.Planned), (6, StepState.Skipped)], store.Journal(first.Id).Skip(4).Select(e => (e.Sequence, e.State)));
    }

    [Fact]
    public void The_work_of_a_step_is_kept_before_it_is_sent_and_how_long_it_took_is_known_afterwards()
    {
        Due(Hosts(2));
        var (first, second) = (Claim(1, budget: 9).Steps[0], Claim(1, budget: 9).Steps[0]);
        foreach (var step in new[] { first, second })
        {
            store.SetWork(step.Id, 1, new StepOrder("apt", "boot 1", [("curl", "8"), ("openssl", "3")], [("libssl3", "3")]));
            store.Write(StoreSamples.Entry(step.Id, 4, StepState.Applying), 1);
        }

        Assert.Equal([("curl", "8"), ("openssl", "3")], store.InProgress("web00")!.Patches);
        Assert.Equal([("libssl3", "3")], store.InProgress("web00")!.Dependencies);
        Assert.Equal("boot 1", store.InProgress("web00")!.Boot);
        Write(first, 64, StepState.Succeeded);
        Write(second, 9, StepState.Succeeded);

        Assert.Equal([new StepTime("web00", "apt", 3, TimeSpan.FromMinutes(1)), new StepTime("web01", "apt", 3, TimeSpan.FromSeconds(5))], store.Runs.Times("WEB00", 20));
        Assert.Equal(Noon.AddSeconds(64), store.Runs.Tally("r1").LastWork);
    }

    [Fact]
    public void Of_many_who_would_survey_a_policy_at_once_one_does_and_after_a_while_another()
    {
        var taken = 0;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var own = place.Open();
            if (own.Runs.TakeSurvey(i % 2 == 0 ? "prod" : "PROD", Noon.AddHours(-1), Noon)) _ = Interlocked.Increment(ref taken);
        });

        Assert.Equal(1, taken);
        Assert.False(store.Runs.TakeSurvey("prod", Noon, Noon.AddMinutes(59)));
        Assert.True(store.Runs.TakeSurvey("prod", Noon.AddMinutes(1), Noon.AddMinutes(61)));
        Assert.True(store.Runs.TakeSurvey("other", Noon.AddHours(-1), Noon));
    }

    [Fact]
    public void A_purge_counts_what_it_would_remove_and_removes_what_has_ended_alone()
    {
        Due(Hosts(2));
        foreach (var step in Claim(9).Steps) Write(step, 3, StepState.Succeeded);
        Assert.True(store.Runs.End("r1", "", Noon.AddMinutes(1)));
        _ = store.Runs.Open(Run("r2") with { WindowStart = Noon.AddDays(1) }, Hosts(1, "r2"));
        store.Claim(StoreSamples.Step("s1", "db01"), StoreSamples.Opening("s1"));
        store.Claim(StoreSamples.Step("s2", "db02"), StoreSamples.Opening("s2"));
        store.Write(StoreSamples.Entry("s2", 3, StepState.Succeeded));

        Assert.Equal(new PurgeCount(0, 0, 0), store.Runs.Purge(Noon, remove: true));
        Assert.Equal(new PurgeCount(1, 3, 9), store.Runs.Purge(Noon.AddHours(1), remove: false));
        Assert.Equal(new PurgeCount(1, 3, 9), store.Runs.Purge(Noon.AddHours(1), remove: true));
        Assert.Equal(["r2"], store.Runs.Find(new RunQuery { WithEnded = true }).Select(r => r.Id));
        Assert.NotNull(store.InProgress("db01"));
        Assert.Equal("2", place.Ask("SELECT count(*) FROM step"));
    }

    [Theory]
    [InlineData("'; DROP TABLE step; --")]
    [InlineData("a\"],[\"b")]
    [InlineData("line\nbreak | ☃")]
    public void Whatever_hosts_and_tags_are_called_is_kept_as_data(string text)
    {
        Due([new PlannedHost("s1", text, 0, text, [$"site={text}", text])]);
        Assert.Equal(text, Assert.Single(Claim(1, budget: 1).Steps).Host);
        Assert.Equal([text, $"site={text}"], store.Runs.Standing("r1", Noon).InUse.Keys.Order(StringComparer.Ordinal).OrderBy(k => k.Length));
        Assert.Equal((text, text), (store.Runs.Steps("r1")[0].Host, store.Runs.Steps("r1")[0].RingName));
    }

    private static RunRecord Run(string id) => new() { Id = id, Policy = "prod", WindowStart = Noon, WindowEnd = Noon.AddHours(4), Cutoff = Noon.AddHours(4), Created = Noon };

    private static List<PlannedHost> Hosts(int count, string run = "r1", string[]? budgets = null, int ring = 0, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(i => new PlannedHost($"{run}-web{i:00}", $"web{i:00}", ring, ring == 0 ? "canary" : "rest", budgets ?? ["all"]))];

    private IReadOnlyList<RunStepRecord> Look(int most, DateTimeOffset now, Func<RunnerIdentity, bool>? isGone = null) =>
        store.Runs.TakeToLook("r1", ring: 0, most, now, TimeSpan.FromMinutes(10), RunnerIdentity.OfThisProcess(), isGone ?? (_ => false));

    private void Due(IReadOnlyList<PlannedHost> hosts, TimeSpan[]? estimates = null)
    {
        _ = store.Runs.Open(Run("r1"), hosts);
        for (var i = 0; i < hosts.Count; i++) store.Runs.SetDue(hosts[i].Step, estimates?[i] ?? TimeSpan.FromMinutes(1));
    }

    private RunClaimed Claim(int most, int budget = 99) => store.Runs.Claim(Wish(most, budget));

    private static RunClaim Wish(int most, int budget = 99) => new("r1", "prod", RunnerIdentity.OfThisProcess(), most, Noon, Lease, standing => Leave(standing, budget));

    // As many hosts of each value of a site may be worked on, and of all.
    private static RunLeave Leave(RunStanding standing, int budget)
    {
        var rollout = new Rollout { Budgets = [new Budget { Max = HostShare.OfCount(budget) }, new Budget { Per = "site", Max = HostShare.OfCount(budget) }] };
        var policy = PolicyCompiler.Compile(new Policy { Name = "prod", Mode = PolicyMode.Immediate, Targets = "env = prod", Rollout = rollout }, [])!;
        string[] sites = ["OSLO", "BERGEN"];
        var leave = RunGate.Ask(
            new RunTerms(policy, sites.Select(s => new ManagedHost { Name = s, Tags = new(StringComparer.OrdinalIgnoreCase) { ["env"] = "prod", ["site"] = s } })), standing);
        return leave;
    }

    private void Write(StepRecord step, int sequence, StepState state) => store.Write(StoreSamples.Entry(step.Id, sequence, state), step.Epoch);

    private (int, int, int, int) Tally(params StepState[] states)
    {
        var tally = store.Runs.Tally("r1");
        return (tally.Hosts, tally.Of(states[0]), tally.Of(states[1]), tally.Of(states[2]));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var known = most; value > known; known = most)
        {
            if (Interlocked.CompareExchange(ref most, value, known) == known) return;
        }
    }
}
