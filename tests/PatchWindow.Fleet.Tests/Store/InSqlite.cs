namespace PatchWindow.Fleet.Tests.Store.Sqlite;

public sealed class PatchStoreTests : Store.PatchStoreTests
{
    private protected override Task<IStorePlace> PlaceAsync() => Task.FromResult<IStorePlace>(new StoreFile());
}

public sealed class ApprovalTableTests : Store.ApprovalTableTests
{
    private protected override Task<IStorePlace> PlaceAsync() => Task.FromResult<IStorePlace>(new StoreFile());
}

public sealed class SightingTableTests : Store.SightingTableTests
{
    private protected override Task<IStorePlace> PlaceAsync() => Task.FromResult<IStorePlace>(new StoreFile());
}

public sealed class RunStoreTests : Store.RunStoreTests
{
    private protected override Task<IStorePlace> PlaceAsync() => Task.FromResult<IStorePlace>(new StoreFile());
}
