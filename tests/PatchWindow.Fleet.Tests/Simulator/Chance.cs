namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>
/// All that happens by chance, from a seed (SplitMix64: Steele, Lea, Flood 2014). A number of our own and not .NET's, so that a seed tells the same history
/// with every version of that.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to one less than a count.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>Whether something happens that happens so often: 0.25 is one time in four.</summary>
    public bool Is(double share) => (Next() >> 11) * (1.0 / (1UL << 53)) < share;

    /// <summary>A time between two, to the millisecond.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromMilliseconds((long)(Next() % (ulong)((most - least).Ticks / TimeSpan.TicksPerMillisecond + 1)));

    public TimeSpan Seconds(double least, double most) => Between(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));

    public TimeSpan Minutes(double least, double most) => Between(TimeSpan.FromMinutes(least), TimeSpan.FromMinutes(most));

    public T Of<T>(params ReadOnlySpan<T> things) => things[Below(things.Length)];

    /// <summary>A chance of its own, so that what it decides moves nothing else.</summary>
    public Chance Branch() => new(Next());
}
