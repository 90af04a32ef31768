using Winnow.TestSupport;

namespace Winnow.Storage.Tests;

/// <summary>The stores on the emulator that all tests of the process share; each test uses datasets of its own.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();

    public StorageClients Clients { get; private set; } = null!;

    public PackStore Packs { get; private set; } = null!;

    public Catalogue Catalogue { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _azurite.InitializeAsync();
        Clients = new(_azurite.ConnectionString);
        Packs = new(Clients);
        Catalogue = new(Clients, Packs);
    }

    public Task DisposeAsync() => _azurite.DisposeAsync();
}
