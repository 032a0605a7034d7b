using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>A store in a place of its own, in either database.</summary>
public interface IStorePlace : IDisposable
{
    /// <summary>Another connection to it.</summary>
    PatchStore Open();

    /// <summary>What it answers to a query, asked beside every store.</summary>
    string? Ask(string sql);

    /// <summary>Changes it, beside every store.</summary>
    void Execute(string sql);
}
