using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Tests.Simulator.Runners;

namespace PatchWindow.Fleet.Tests.Simulator.Hosts;

/// <summary>Something that a runner asks a host, until it is known what the runner hears of it.</summary>
internal abstract class HostCall
{
    /// <summary>Whether it is known what the runner will hear.</summary>
    public bool IsDecided { get; protected set; }

    /// <summary>The connection is lost; the runner notices that after a while.</summary>
    public abstract void Lose(TimeSpan after);
}

/// <summary>The same with its answer.</summary>
/// <typeparam name="T">What the host answers.</typeparam>
internal sealed class HostCall<T>(Loop loop, SimulatedRunner runner, SimulatedHost host, string what, Story story) : HostCall
{
    private readonly TaskCompletionSource<Outcome<T>> heard = new();

    /// <summary>What the runner hears.</summary>
    public Task<Outcome<T>> Heard => heard.Task;

    /// <summary>Has the runner hear an answer after a while, unless it is known already what it hears.</summary>
    public void Answer(Outcome<T> answer, TimeSpan after)
    {
        if (IsDecided) return;
        IsDecided = true;
        loop.After(after, runner, () =>
        {
            if (story.IsTold) story.Add(loop.Now, runner.Name, $"hears of {host.Name}, asked to {what}: {(answer.Problem is { } problem ? problem.Code : "an answer")}");
            _ = heard.TrySetResult(answer);
        });
    }

    public override void Lose(TimeSpan after) => Answer(
        new Finding { Code = "Unreachable", HostName = host.Name, Message = $"The connection to {host.Name} was lost.", Kind = FindingKind.ResourceUnavailable }, after);

    /// <summary>The runner does not wait any more.</summary>
    public void Cancel(CancellationToken cancellationToken)
    {
        IsDecided = true;
        _ = heard.TrySetCanceled(cancellationToken);
    }
}
