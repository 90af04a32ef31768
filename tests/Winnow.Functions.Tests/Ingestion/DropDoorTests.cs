using Winnow.Core.Ingestion;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.Ingestion;

public sealed class DropDoorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("Upper")]
    [InlineData("zahlen-ü")]
    [InlineData("300")]
    [InlineData("no-folder")]
    public async Task AdmitAsync_DatasetThatCannotExist_MovesTheDropToQuarantine(string dataset)
    {
        await using var world = new IngestionWorld(azurite);
        var name = dataset switch { "300" => $"{new string('d', 280)}{world.Dataset}/a.png", "no-folder" => $"{world.Dataset}.png", _ => $"{dataset}/{world.Dataset}.png" };
        var blob = world.Clients.Incoming.GetBlobClient(name);
        await blob.UploadAsync(new BinaryData(Some.Png()));

        var datasets = await world.Door.AdmitAsync([(await world.DropZone.FindAsync(name, default))!], default);

        Assert.Empty(datasets);
        Assert.False(await blob.ExistsAsync());
        var refused = (await world.Quarantine.ListAsync(DropName.NoDataset, 1000, null, default)).Value.Single(file => file.Name == name);
        Assert.Equal(RefusalCodes.InvalidDataset, refused.Code);
        Assert.Equal(Some.Png(), (await world.Clients.Quarantine.GetBlobClient(refused.BlobPath).DownloadContentAsync()).Value.Content.ToArray());
    }

    [Fact]
    public async Task AdmitAsync_InvalidPathInAValidDataset_IsQuarantinedThere()
    {
        await using var world = new IngestionWorld(azurite);
        var name = $"{world.Dataset}/{new string('p', 600)}.png";
        await world.Clients.Incoming.GetBlobClient(name).UploadAsync(new BinaryData(Some.Png()));

        await world.Door.AdmitAsync([(await world.DropZone.FindAsync(name, default))!], default);

        Assert.Equal(RefusalCodes.InvalidPath, Assert.Single(await world.QuarantinedAsync()).Code);
        Assert.Empty(await world.IncomingAsync());
    }

    [Fact]
    public async Task AdmitAsync_DropFoundByItsEventAndByAListing_IsPendingOnce()
    {
        await using var world = new IngestionWorld(azurite);
        await world.DropAsync("a.txt", Some.Text("content 1"));
        await world.Door.AdmitAsync([(await world.DropZone.FindAsync($"{world.Dataset}/a.txt", default))!], default);

        var batch = await world.TakeAsync();

        Assert.Equal(1, batch!.Drops);
        Assert.Equal(1, await world.Intake.CountPendingAsync(world.Dataset, default));
    }
}
