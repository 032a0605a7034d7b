using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Store;

public abstract class PatchStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = StoreSamples.Noon;
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
    public void A_sighting_keeps_its_first_moment_and_a_new_version_has_its_own()
    {
        store.See("web01", [("openssl", "1"), ("curl", "1")], Noon);
        var seen = store.See("WEB01", [("openssl", "1"), ("openssl", "2")], Noon.AddDays(1));
        Assert.Equal((Noon, Noon.AddDays(1), Noon), (seen[("openssl", "1")], seen[("openssl", "2")], seen[("curl", "1")]));
        Assert.Equal(Noon.AddDays(2), store.See("web02", [("openssl", "1")], Noon.AddDays(2))[("openssl", "1")]);
        Assert.Equal(3, store.See("web01", [], Noon).Count);
    }

    [Fact]
    public void Moments_are_kept_as_the_same_instant_in_UTC()
    {
        var oslo = new DateTimeOffset(2026, 9, 12, 14, 0, 0, 123, TimeSpan.FromHours(2));
        store.See("web01", [("openssl", "1")], oslo);
        Assert.Equal("2026-09-12T12:00:00.123Z", place.Ask("SELECT first_seen FROM sighting"));
        Assert.Equal((oslo.UtcDateTime, TimeSpan.Zero), Parts(store.See("web01", [], oslo)[("openssl", "1")]));

        static (DateTime, TimeSpan) Parts(DateTimeOffset moment) => (moment.UtcDateTime, moment.Offset);
    }

    [Fact]
    public void A_deferral_comes_back_as_it_was_given()
    {
        var added = store.AddDeferral(StoreSamples.Deferral());
        Assert.Equal(StoreSamples.Deferral() with { Id = added.Id }, added);
        Assert.Equal([added], store.Deferrals(Noon));
        Assert.Null(store.AddDeferral(StoreSamples.Deferral() with { Policy = null }).Policy);
    }

    [Fact]
    public void A_deferral_expires_by_itself_at_its_very_moment()
    {
        store.AddDeferral(StoreSamples.Deferral());
        Assert.Equal(DeferralState.Active, store.Deferrals(Noon.AddDays(10).AddMilliseconds(-1))[0].State);
        Assert.Equal(DeferralState.Expired, store.Deferrals(Noon.AddDays(10))[0].State);
    }

    [Fact]
    public void A_later_deferral_supersedes_the_one_in_force_of_the_same_patch_alone()
    {
        store.AddDeferral(StoreSamples.Deferral());
        store.AddDeferral(StoreSamples.Deferral() with { Version = "other" });
        store.AddDeferral(StoreSamples.Deferral() with { Name = "other" });
        store.AddDeferral(StoreSamples.Deferral() with { Host = "other" });
        store.AddDeferral(StoreSamples.Deferral() with { Host = "Web01", Created = Noon.AddDays(1), Until = Noon.AddDays(5) });
        Assert.Equal(
            [DeferralState.Superseded, DeferralState.Active, DeferralState.Active, DeferralState.Active, DeferralState.Active],
            store.Deferrals(Noon.AddDays(1)).Select(d => d.State));
        Assert.Equal(DeferralState.Superseded, store.Deferrals(Noon.AddYears(1))[0].State);
    }

    [Fact]
    public void What_is_over_is_not_superseded()
    {
        var resumed = store.AddDeferral(StoreSamples.Deferral());
        store.ResumeDeferral(resumed.Id, "ola", Noon.AddDays(1));
        store.AddDeferral(StoreSamples.Deferral() with { Until = Noon.AddDays(2) });
        store.AddDeferral(StoreSamples.Deferral() with { Created = Noon.AddDays(2), Until = Noon.AddDays(4) });
        Assert.Equal(
            [DeferralState.Resumed, DeferralState.Expired, DeferralState.Active], store.Deferrals(Noon.AddDays(3)).Select(d => d.State));
    }

    [Fact]
    public void A_deferral_is_resumed_once()
    {
        var id = store.AddDeferral(StoreSamples.Deferral()).Id;
        var resumed = store.ResumeDeferral(id, "ola@admin02", Noon.AddHours(1)).Value;
        Assert.Equal((DeferralState.Resumed, Noon.AddHours(1)), (resumed.State, resumed.Resumed));
        Assert.Equal("ola@admin02", place.Ask("SELECT resumed_by FROM deferral"));
        var again = store.ResumeDeferral(id, "per", Noon.AddHours(2)).Problem!;
        Assert.Equal(("DeferralNotActive", "The deferral of openssl on web01 is Resumed already."), (again.Code, again.Message));
        Assert.Equal(Noon.AddHours(1), store.Deferrals(Noon.AddHours(3))[0].Resumed);
    }

    [Fact]
    public void What_does_not_hold_any_more_cannot_be_resumed()
    {
        var first = store.AddDeferral(StoreSamples.Deferral()).Id;
        var second = store.AddDeferral(StoreSamples.Deferral()).Id;
        Assert.Contains("Superseded", store.ResumeDeferral(first, "ola", Noon).Problem!.Message);
        Assert.Contains("Expired", store.ResumeDeferral(second, "ola", Noon.AddDays(10)).Problem!.Message);
        Assert.Equal("There is no deferral 4711.", store.ResumeDeferral(4711, "ola", Noon).Problem!.Message);
    }

    [Fact]
    public void Steps_on_many_hosts_share_one_store()
    {
        _ = Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            Assert.True(store.Claim(StoreSamples.Step($"s{i}", $"host{i}"), StoreSamples.Opening($"s{i}")).IsSuccess);
            _ = store.See($"host{i}", [("openssl", "1")], Noon);
            store.Write(StoreSamples.Entry($"s{i}", 3, StepState.Failed));
        });

        Assert.Equal("200 200 600", place.Ask("SELECT (SELECT count(*) FROM step WHERE state = 'Failed') || ' ' || (SELECT count(*) FROM sighting) || ' ' || (SELECT count(*) FROM journal)"));
    }

    [Fact]
    public void A_claim_is_the_step_in_progress_with_all_that_it_was_given()
    {
        var step = StoreSamples.Step("s1");
        Assert.True(store.Claim(step, StoreSamples.Opening("s1")).IsSuccess);
        var found = place.Open().InProgress("WEB01")!;
        Assert.Equal(step.Patches, found.Patches);
        Assert.Equal(step.Dependencies, found.Dependencies);
        Assert.Equal(step with { Patches = found.Patches, Dependencies = found.Dependencies, Epoch = 1 }, found);
        Assert.Null(store.InProgress("web02"));
        Assert.Equal(StoreSamples.Opening("s1"), store.Journal("s1"));
    }

    [Fact]
    public void A_host_has_one_step_in_progress_whoever_asks_and_in_whatever_letters()
    {
        Assert.True(store.Claim(StoreSamples.Step("s1"), StoreSamples.Opening("s1")).IsSuccess);
        var busy = place.Open().Claim(StoreSamples.Step("s2", "Web01"), StoreSamples.Opening("s2")).Problem!;
        Assert.Equal(("HostBusy", FindingKind.ResourceBusy, "Web01"), (busy.Code, busy.Kind, busy.HostName));
        Assert.Contains("s1 is Claimed", busy.Message);
        Assert.Contains($"'ps -fp {Environment.ProcessId}' on {Environment.MachineName}: once that process is gone", busy.Suggestion);
        Assert.Empty(store.Journal("s2"));
        Assert.True(store.Claim(StoreSamples.Step("s3", "web02"), StoreSamples.Opening("s3")).IsSuccess);
    }

    [Theory]
    [InlineData(StepState.Checked, false)]
    [InlineData(StepState.Applying, false)]
    [InlineData(StepState.Rebooting, false)]
    [InlineData(StepState.Verifying, false)]
    [InlineData(StepState.Succeeded, true)]
    [InlineData(StepState.Failed, true)]
    [InlineData(StepState.Skipped, true)]
    [InlineData(StepState.Unknown, false)]
    public void A_terminal_state_ends_the_step_and_frees_the_host(StepState state, bool ends)
    {
        store.Claim(StoreSamples.Step("s1"), StoreSamples.Opening("s1"));
        store.Write(StoreSamples.Entry("s1", 3, state));
        Assert.Equal(ends ? null : state, store.InProgress("web01")?.State);
        Assert.Equal(ends, store.Claim(StoreSamples.Step("s2"), StoreSamples.Opening("s2")).IsSuccess);
        Assert.Equal(state.ToString(), place.Ask("SELECT state FROM step WHERE id = 's1'"));
    }

    [Fact]
    public void A_journal_reads_in_order_and_no_place_in_it_is_written_twice()
    {
        store.Claim(StoreSamples.Step("s1"), [StoreSamples.Entry("s1", 2, StepState.Claimed), StoreSamples.Entry("s1", 1, StepState.Planned)]);
        for (var i = 3; i <= 12; i++) store.Write(StoreSamples.Entry("s1", i, StepState.Checked));
        Assert.Equal(Enumerable.Range(1, 12), store.Journal("s1").Select(e => e.Sequence));
        Assert.Throws<StoreException>(() => place.Open().Write(StoreSamples.Entry("s1", 5, StepState.Succeeded)));
        Assert.Equal(StepState.Checked, store.InProgress("web01")!.State);
        Assert.Throws<StoreException>(() => store.Write(StoreSamples.Entry("no such step", 1, StepState.Planned)));
    }

    [Fact]
    public void A_claim_that_fails_half_way_leaves_nothing()
    {
        Assert.Throws<StoreException>(() => store.Claim(StoreSamples.Step("s1"), [StoreSamples.Entry("s1", 1, StepState.Planned), StoreSamples.Entry("s1", 1, StepState.Claimed)]));
        Assert.Null(store.InProgress("web01"));
        Assert.Equal("0", place.Ask("SELECT count(*) FROM step_patch"));
        Assert.True(store.Claim(StoreSamples.Step("s1"), StoreSamples.Opening("s1")).IsSuccess);
    }

    [Fact]
    public void Of_many_claims_at_once_exactly_one_wins_each_host()
    {
        var won = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            var own = place.Open();
            for (var host = 0; host < 10; host++)
            {
                var id = $"{worker}-{host}";
                if (own.Claim(StoreSamples.Step(id, $"web{host}"), StoreSamples.Opening(id)).IsSuccess) won.Add($"web{host}");
            }
        });
        Assert.Equal(Enumerable.Range(0, 10).Select(h => $"web{h}"), won.Order());
    }

    [Fact]
    public void A_left_step_is_taken_up_and_left_again_until_it_ends()
    {
        store.Claim(StoreSamples.Step("s1"), StoreSamples.Opening("s1"));
        store.Write(StoreSamples.Entry("s1", 3, StepState.Checked));

        var other = RunnerIdentity.OfThisProcess() with { Machine = "other" };
        Assert.Null(store.TakeUp("web02", _ => true, other));
        Assert.Null(store.TakeUp("web01", _ => false, other));
        Assert.Equal(RunnerIdentity.OfThisProcess(), store.InProgress("web01")!.Runner);

        var left = store.TakeUp("WEB01", step => step.Id == "s1", other)!;
        Assert.Equal(("s1", StepState.Checked, RunnerIdentity.OfThisProcess()), (left.Id, left.State, left.Runner));
        Assert.Equal(other, store.InProgress("web01")!.Runner);

        // Who had it before is not heard any more.
        Assert.Equal("StepTakenUp", Assert.Throws<StoreException>(() => store.Write(StoreSamples.Entry("s1", 4, StepState.Failed), epoch: 1)).Finding.Code);
        store.Leave("s1", 1);
        Assert.Equal(other, store.InProgress("web01")!.Runner);

        store.Write(StoreSamples.Entry("s1", 4, StepState.Unknown), left.Epoch);
        store.Leave("s1", left.Epoch);
        Assert.Equal((StepState.Unknown, RunnerIdentity.Nobody), (store.InProgress("web01")!.State, store.InProgress("web01")!.Runner));

        store.Write(StoreSamples.Entry("s1", 5, StepState.Skipped), left.Epoch);
        Assert.Null(store.InProgress("web01"));
    }

    [Fact]
    public void What_nobody_can_tell_more_of_is_closed_as_it_is_and_frees_its_host()
    {
        store.Claim(StoreSamples.Step("s1"), StoreSamples.Opening("s1"));
        store.Write(StoreSamples.Entry("s1", 3, StepState.Unknown));

        store.Close("s1", 1, Noon);

        Assert.Null(store.InProgress("web01"));
        Assert.Equal(StepState.Unknown, store.Journal("s1")[^1].State);
        Assert.True(store.Claim(StoreSamples.Step("s2"), StoreSamples.Opening("s2")).IsSuccess);
    }

    [Fact]
    public void Of_many_who_take_up_a_left_step_at_once_exactly_one_does_and_none_fails()
    {
        for (var host = 0; host < 10; host++) store.Claim(StoreSamples.Step($"s{host}", $"web{host}"), StoreSamples.Opening($"s{host}"));
        var taken = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            var own = place.Open();
            for (var host = 0; host < 10; host++)
                if (own.TakeUp($"web{host}", step => step.Runner.Machine == Environment.MachineName, RunnerIdentity.Nobody with { Machine = $"runner{worker}" }) is { } step) taken.Add(step.Id);
        });
        Assert.Equal(Enumerable.Range(0, 10).Select(h => $"s{h}"), taken.Order());
    }

    [Fact]
    public void Of_many_changes_at_once_nothing_is_lost()
    {
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            var own = place.Open();
            for (var i = 0; i < 10; i++)
            {
                own.AddDeferral(StoreSamples.Deferral());
                own.See("web01", [($"p{worker}", $"{i}")], Noon);
            }
        });
        var all = store.Deferrals(Noon);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), all.Select(d => d.Id));
        Assert.Equal(40, Assert.Single(all, d => d.State == DeferralState.Active).Id);
        Assert.Equal(40, store.See("web01", [], Noon).Count);
    }

    [Theory]
    [InlineData("'; DROP TABLE deferral; --")]
    [InlineData("$host")]
    [InlineData("a\"b'c\\d\n\te")]
    [InlineData("æøå 試験 🧪 e\u0301")]
    [InlineData("NULL")]
    [InlineData(" ")]
    public void Whatever_people_write_is_kept_as_data(string text)
    {
        var deferral = store.AddDeferral(StoreSamples.Deferral() with { Host = text, Name = text, Version = text, Policy = text, Reason = text, By = text });
        Assert.Equal([deferral], store.Deferrals(Noon));
        Assert.True(store.See(text, [(text, text)], Noon).ContainsKey((text, text)));
        var step = StoreSamples.Step(text, text) with { OverrideReason = text, Policy = text, Patches = [(text, text)] };
        Assert.True(store.Claim(step, [StoreSamples.Entry(text, 1, StepState.Claimed) with { Message = text }]).IsSuccess);
        Assert.Equal((text, text, text), (store.InProgress(text)!.OverrideReason, store.InProgress(text)!.Patches[0].Name, store.Journal(text)[0].Message));
        Assert.True(store.ResumeDeferral(deferral.Id, text, Noon).IsSuccess);
    }
}
