using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Winnow.Azurite;

namespace Winnow.Local.Tests.Hosting;

public sealed class AzuriteProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("winnow-azurite-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task StartAgainAsync_AfterStop_KeepsPortsAndData()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { Location = _folder });
        var before = azurite.ConnectionString;
        var container = new BlobContainerClient(before, "kept");
        await container.CreateAsync();
        await container.UploadBlobAsync("a", BinaryData.FromString("text"));

        await azurite.StopAsync();
        Assert.False(azurite.IsRunning);
        await azurite.StartAgainAsync();

        Assert.Equal(before, azurite.ConnectionString);
        var content = await container.GetBlobClient("a").DownloadContentAsync();
        Assert.Equal("text", content.Value.Content.ToString());
    }

    [Fact]
    public async Task StartAsync_WantedPortIsTaken_StepsAroundIt()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { BlobPort = port });

        Assert.NotEqual(port, azurite.BlobEndpoint.Port);
        await new BlobServiceClient(azurite.ConnectionString).GetPropertiesAsync();
    }

    [Fact]
    public async Task Node_ParentClosesThePipe_AzuriteEnds()
    {
        // What the kernel does to the pipe when the parent is killed is what closing it does.
        var start = new ProcessStartInfo("node", ["--require", Path.Combine(AppContext.BaseDirectory, "watch-parent.cjs"), "-e", "setInterval(() => {}, 1000)"])
        {
            RedirectStandardInput = true,
        };
        using var node = Process.Start(start)!;

        node.StandardInput.Close();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await node.WaitForExitAsync(limit.Token);
        Assert.True(node.HasExited);
    }

    [Fact]
    public void Find_UnknownPackage_SaysWhatToDo()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => NpmPackages.Find("no-such-package"));

        Assert.Contains("no-such-package", exception.Message, StringComparison.Ordinal);
        Assert.Contains("npm ci", exception.Message, StringComparison.Ordinal);
    }
}
