using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace PatchWindow.Fleet.Connections;

/// <summary>
/// Asks many hosts the same, so many at a time. Answers are taken as they come, by the thread that asks; a slow host keeps none of
/// the others back.
/// </summary>
/// <typeparam name="T">What a host answers.</typeparam>
/// <param name="limit">How many are asked at once.</param>
/// <param name="ask">Asks one.</param>
/// <param name="cancellationToken">Ends the waiting and all questions.</param>
public sealed class HostQuestions<T>(
    int limit, Func<ManagedHost, CancellationToken, Task<T>> ask, CancellationToken cancellationToken) : IDisposable
{
    // Longer than it takes to end what still runs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly BlockingCollection<Task<T>> ended = [];
    private readonly Queue<ManagedHost> waiting = new();
    private readonly Dictionary<Task, string> running = [];

    /// <summary>How many hosts were asked, or are to be.</summary>
    public int Count { get; private set; }

    /// <summary>How many have answered.</summary>
    public int Answered { get; private set; }

    /// <summary>The names of the hosts that have not answered yet, those that have been asked first.</summary>
    public IEnumerable<string> Open => running.Values.Concat(waiting.Select(host => host.Name));

    /// <summary>Asks a host as soon as there is room.</summary>
    public void Add(ManagedHost host)
    {
        Count++;
        waiting.Enqueue(host);
        Start();
    }

    /// <summary>The answers that are there; nothing is waited for.</summary>
    public IEnumerable<T> Ready()
    {
        while (ended.TryTake(out var answer)) yield return Take(answer);
    }

    /// <summary>The answers of all, each as soon as it is there.</summary>
    /// <exception cref="OperationCanceledException">Cancelled meanwhile.</exception>
    public IEnumerable<T> Rest()
    {
        while (Answered < Count) yield return Take(ended.Take(stopping.Token));
    }

    /// <summary>Ends the questions that are still open.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        waiting.Clear();
        try
        {
            _ = Task.WaitAll([.. running.Keys], Patience);
        }
        catch (AggregateException)
        {
            // Cancelled, as they should be; whoever wanted to know how else they ended has not waited for it.
        }

        // What ends later than that still adds itself.
        if (running.Keys.All(task => task.IsCompleted)) ended.Dispose();
        stopping.Dispose();
    }

    private void Start()
    {
        while (running.Count < limit && waiting.Count > 0)
        {
            var host = waiting.Dequeue();
            var token = stopping.Token;
            // Starting a program takes time too, which is no reason to hold up the asker.
            var question = Task.Run(() => ask(host, token), token);
            running.Add(question, host.Name);
            _ = question.ContinueWith(ended.Add, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private T Take(Task<T> answer)
    {
        Answered++;
        _ = running.Remove(answer);
        Start();
        if (answer.IsFaulted) ExceptionDispatchInfo.Capture(answer.Exception!.InnerException!).Throw();
        return answer.GetAwaiter().GetResult();
    }
}
