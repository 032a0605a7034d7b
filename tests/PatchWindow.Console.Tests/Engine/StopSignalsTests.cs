using System.Runtime.InteropServices;

namespace PatchWindow.Console.Tests;

public sealed class StopSignalsTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly List<string> _said = [];
    private readonly StopSignals _signals;
    private int _stops;

    public StopSignalsTests() => _signals = new StopSignals(_clock, _said.Add);

    [Fact]
    public void What_does_not_stop_within_a_second_is_explained_once()
    {
        using var watched = _signals.Watch(() => _stops++);
        Assert.True(_signals.Receive(PosixSignal.SIGINT));
        Assert.Equal(1, _stops);

        _clock.Advance(StopSignals.Silence - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_said);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["Stopping; a package transaction that has begun is finished first. Ctrl+C again ends this process."], _said);
    }

    [Fact]
    public void A_service_that_is_stopped_does_not_read_of_keys()
    {
        using var watched = _signals.Watch(() => _stops++);
        _signals.Receive(PosixSignal.SIGTERM);
        _clock.Advance(StopSignals.Silence);
        Assert.EndsWith("A second signal ends this process.", Assert.Single(_said));
    }

    [Fact]
    public void Ctrl_C_in_a_question_is_explained_too()
    {
        using var watched = _signals.Watch(() => _stops++);
        _signals.Interrupt();
        _clock.Advance(StopSignals.Silence);
        Assert.Single(_said);
        Assert.Equal(0, _stops);
    }

    [Fact]
    public void What_stops_in_time_needs_no_words_and_neither_does_what_runs_next()
    {
        using (_signals.Watch(() => _stops++))
            _signals.Receive(PosixSignal.SIGINT);
        using (_signals.Watch(() => _stops++))
            _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_said);
    }

    [Fact]
    public void The_second_signal_and_one_that_finds_nothing_running_end_the_process()
    {
        Assert.False(_signals.Receive(PosixSignal.SIGINT));
        using var watched = _signals.Watch(() => _stops++);
        Assert.True(_signals.Receive(PosixSignal.SIGINT));
        Assert.False(_signals.Receive(PosixSignal.SIGINT));
        Assert.Equal(1, _stops);
    }

    public void Dispose() => _signals.Dispose();
}
