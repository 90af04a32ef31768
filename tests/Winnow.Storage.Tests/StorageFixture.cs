using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Winnow.Storage.Tests;

/// <summary>One Azurite for all tests of this project; each test uses datasets of its own.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private Process? process;

    public StorageClients Clients { get; private set; } = null!;

    public PackStore Packs { get; private set; } = null!;

    public Catalogue Catalogue { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var modules = Assembly.Load("Winnow.Azurite").GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NodeModules").Value!;
        var ports = Enumerable.Range(0, 3).Select(_ => FreePort()).ToArray();
        process = Process.Start("node", [
            Path.Combine(modules, "azurite/dist/src/azurite.js"), "--inMemoryPersistence", "--silent", "--skipApiVersionCheck",
            "--blobPort", $"{ports[0]}", "--tablePort", $"{ports[1]}", "--queuePort", $"{ports[2]}"]);
        const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
        Clients = new($"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{ports[1]}/devstoreaccount1;"
            + $"QueueEndpoint=http://127.0.0.1:{ports[2]}/devstoreaccount1");
        Packs = new(Clients);
        Catalogue = new(Clients, Packs);
        await Packs.ExistsAsync("warm", "up", CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        process?.Kill();
        process?.Dispose();
        return Task.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
