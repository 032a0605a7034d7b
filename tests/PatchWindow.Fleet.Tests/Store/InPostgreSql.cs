namespace PatchWindow.Fleet.Tests.Store.PostgreSql;

public sealed class PatchStoreTests(ServerFixture server) : Store.PatchStoreTests
{
    private protected override async Task<IStorePlace> PlaceAsync() => await server.PlaceAsync();
}

public sealed class ApprovalTableTests(ServerFixture server) : Store.ApprovalTableTests
{
    private protected override async Task<IStorePlace> PlaceAsync() => await server.PlaceAsync();
}

public sealed class SightingTableTests(ServerFixture server) : Store.SightingTableTests
{
    private protected override async Task<IStorePlace> PlaceAsync() => await server.PlaceAsync();
}

public sealed class RunStoreTests(ServerFixture server) : Store.RunStoreTests
{
    private protected override async Task<IStorePlace> PlaceAsync() => await server.PlaceAsync();
}
