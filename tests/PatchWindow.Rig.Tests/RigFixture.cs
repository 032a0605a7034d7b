using System.Collections.Concurrent;
using PatchWindow.Fleet.Transports.Ssh;
using PatchWindow.Rig;
using PatchWindow.Rig.Tests;

[assembly: AssemblyFixture(typeof(RigFixture))]

namespace PatchWindow.Rig.Tests;

/// <summary>One rig for all tests of the program. Each test that asks for a host has it for itself, as it was in the beginning.</summary>
public sealed class RigFixture : IAsyncDisposable
{
    private readonly Lazy<Task<TestRig>> rig = new(() => TestRig.StartAsync([], message => TestContext.Current.SendDiagnosticMessage(message)));
    private readonly ConcurrentDictionary<RigKind, ConcurrentBag<RigHost>> free = new();
    private readonly SemaphoreSlim adding = new(1);

    /// <summary>The rig; the test is skipped where there cannot be one.</summary>
    public async Task<TestRig> RigAsync()
    {
        Assert.SkipWhen(TestRig.WhyNot is not null, TestRig.WhyNot ?? "");
        return await rig.Value;
    }

    /// <summary>A host for one test; given back by disposing the result.</summary>
    public async Task<LentHost> LendAsync(RigKind kind = RigKind.Apt)
    {
        var up = await RigAsync();
        if (!Idle(kind).TryTake(out var host))
        {
            await adding.WaitAsync();
            try
            {
                await up.AddAsync([kind]);
                host = up.Hosts[^1];
            }
            catch (RigHostUnavailableException unavailable)
            {
                Assert.Skip(unavailable.Message);
            }
            finally
            {
                _ = adding.Release();
            }
        }

        return new LentHost(up, host, () => Idle(kind).Add(host));
    }

    /// <summary>So many hosts at once, for a test that changes nothing on them.</summary>
    public async Task<IReadOnlyList<LentHost>> LendAsync(int count, RigKind kind = RigKind.Apt)
    {
        var lent = new List<LentHost>();
        for (var i = 0; i < count; i++) lent.Add(await LendAsync(kind));
        return lent;
    }

    public async ValueTask DisposeAsync()
    {
        if (rig.IsValueCreated) await (await rig.Value).DisposeAsync();
        adding.Dispose();
    }

    private ConcurrentBag<RigHost> Idle(RigKind kind) => free.GetOrAdd(kind, _ => []);
}
