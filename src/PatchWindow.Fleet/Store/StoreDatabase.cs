namespace PatchWindow.Fleet.Store;

/// <summary>
/// A database that a store is kept in. Tables ask it for units, and know nothing of which one it is. Steps on many hosts share it; it may be asked by many threads.
/// </summary>
internal abstract class StoreDatabase : IDisposable
{
    /// <summary>The place of the store, without secrets, for messages.</summary>
    public abstract string Location { get; }

    /// <summary>Why nothing can be written; null where nothing is known to forbid it.</summary>
    public abstract Finding? WriteRefusal { get; }

    /// <summary>Reads everything that <paramref name="query"/> asks as it is at one moment.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public abstract T Read<T>(Func<StoreUnit, T> query);

    /// <summary>
    /// Does <paramref name="work"/> in one transaction: all of it, or nothing. What it reads stays true until the commit as far as it holds the scopes of
    /// that (<see cref="StoreUnit.Hold"/>). Units do not nest.
    /// </summary>
    /// <exception cref="StoreException">It cannot be written; nothing was, unless it is not known whether it was (StoreCommitUnknown).</exception>
    public abstract T Change<T>(Func<StoreUnit, T> work);

    public abstract void Dispose();
}
