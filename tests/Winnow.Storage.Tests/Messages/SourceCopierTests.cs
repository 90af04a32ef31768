using System.Text;
using Winnow.Core.Errors;
using Winnow.Core.Ingestion;
using Winnow.Storage.Messages;
using Winnow.TestSupport;

namespace Winnow.Storage.Tests.Messages;

public sealed class SourceCopierTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly string _dataset = AzuriteFixture.UniqueName("d");
    private readonly StorageClients _clients = new(azurite.ConnectionString);
    private SourceCopier _copier = null!;
    private Uri _a = null!;
    private Uri _b = null!;

    public async Task InitializeAsync()
    {
        _copier = new SourceCopier(_clients, new SourceAddresses(_clients, []));
        var container = _clients.Container(AzuriteFixture.UniqueName("source"));
        (_a, _b) = (container.GetBlobClient("a.txt").Uri, container.GetBlobClient("b.txt").Uri);
        await container.GetBlobClient("a.txt").UploadAsync(BinaryData.FromString("a"));
        await container.GetBlobClient("b.txt").UploadAsync(BinaryData.FromString("b"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task CopyAsync_Twice_LeavesOneDropOfThisRequest()
    {
        Assert.False(await _copier.HasDropsAsync("run-1", _dataset, default));

        Assert.Null(await CopyAsync("run-1", _a, "x/1.txt"));
        Assert.Null(await CopyAsync("run-1", _a, "x/1.txt"));

        Assert.Equal("a", await ReadAsync("x/1.txt"));
        Assert.True(await _copier.HasDropsAsync("run-1", _dataset, default));
        Assert.False(await _copier.HasDropsAsync("run-2", _dataset, default));
    }

    [Fact]
    public async Task CopyAsync_AnotherFileWaitsUnderThisName_IsRefusedAndTheOtherStays()
    {
        await CopyAsync("run-1", _a, "1.txt");

        Assert.Equal(RefusalCodes.NameTaken, (await CopyAsync("run-1", _b, "1.txt"))?.Code);
        Assert.Equal(RefusalCodes.NameTaken, (await CopyAsync("run-2", _a, "1.txt"))?.Code);
        Assert.Equal("a", await ReadAsync("1.txt"));
    }

    [Fact]
    public async Task CopyAsync_NoSuchBlob_IsRefused()
    {
        var refusal = await CopyAsync("run-1", new Uri(_a.AbsoluteUri + ".gone"), "1.txt");

        Assert.Equal((RefusalCodes.MissingSource, true), (refusal!.Code, refusal.Reason.Contains("a.txt.gone", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task CopyAsync_FileOfAnotherAccountWithASignature_IsStreamed()
    {
        // The same emulator under its other name is another account to the app.
        var container = _clients.Container(AzuriteFixture.UniqueName("foreign"));
        var blob = container.GetBlobClient("c.txt");
        await blob.UploadAsync(BinaryData.FromString("c"));
        var signed = blob.GenerateSasUri(Azure.Storage.Sas.BlobSasPermissions.Read, DateTimeOffset.MaxValue.AddYears(-7000));
        var foreign = new UriBuilder(signed) { Host = "localhost" }.Uri;
        var allowing = new SourceCopier(_clients, new SourceAddresses(_clients, [$"http://localhost:{foreign.Port}/devstoreaccount1/{container.Name}"]));

        Assert.Null(await allowing.CopyAsync("run-1", _dataset, foreign, "c.txt", default));
        Assert.Equal("c", await ReadAsync("c.txt"));
        Assert.Equal(RefusalCodes.ForbiddenAddress, (await CopyAsync("run-1", foreign, "d.txt"))?.Code);
        var unsigned = new Uri(foreign.GetLeftPart(UriPartial.Path));
        Assert.Contains(
            (await allowing.CopyAsync("run-1", _dataset, unsigned, "e.txt", default))?.Code, new[] { RefusalCodes.ForbiddenSource, RefusalCodes.MissingSource });
    }

    [Fact]
    public async Task CopyAsync_WhatCameInsideAMessage_IsCopiedForItsOwnRequestOnly()
    {
        var content = await new RequestStore(_clients).WriteFileAsync("run-9", BinaryData.FromString("rows"), default);

        Assert.Null(await CopyAsync("run-9", content, "rows.jsonl"));
        Assert.Equal(RefusalCodes.ForbiddenAddress, (await CopyAsync("run-8", content, "other.jsonl"))?.Code);
    }

    [Fact]
    public async Task Remember_TheSameIdWithOtherContent_IsAConflict()
    {
        var store = new RequestStore(_clients);
        var key = AzuriteFixture.UniqueName();
        await store.RememberAsync(key, "order-17", "digest-1", default);
        await store.RememberAsync(key, "order-17", "digest-1", default);

        var error = await Assert.ThrowsAsync<WinnowException>(() => store.RememberAsync(key, "order-17", "digest-2", default));

        Assert.Equal((ErrorCodes.Conflict, true), (error.Code, error.Detail.Contains("'order-17'", StringComparison.Ordinal)));
    }

    private Task<Refusal?> CopyAsync(string run, Uri address, string path) => _copier.CopyAsync(run, _dataset, address, path, default);

    private async Task<string> ReadAsync(string path) =>
        Encoding.UTF8.GetString((await _clients.Incoming.GetBlobClient($"{_dataset}/{path}").DownloadContentAsync()).Value.Content);
}
