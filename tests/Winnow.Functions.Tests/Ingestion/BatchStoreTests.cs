using Winnow.Core.Ingestion;
using Winnow.Storage;
using Winnow.Storage.Ingestion;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.Ingestion;

public sealed class BatchStoreTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly string _dataset = AzuriteFixture.UniqueName();

    [Fact]
    public async Task ReadShardAsync_ManyShards_ReturnsTheDropsOfEach()
    {
        var store = new BatchStore(new StorageClients(azurite.ConnectionString));
        IReadOnlyList<IReadOnlyList<Drop>> shards = [.. Enumerable.Range(0, 40).Select(shard => (IReadOnlyList<Drop>)
            [.. Enumerable.Range(0, shard + 1).Select(i => new Drop(_dataset, $"ä{shard}/{i}.png", $"\"0x{i}\"", i))])];
        var manifest = new BatchManifest(_dataset, "b1", DateTimeOffset.UnixEpoch, shards.Count, shards.Sum(shard => shard.Count), 7);
        await store.CreateAsync(manifest, shards, default);

        for (var shard = 0; shard < shards.Count; shard++)
            Assert.Equal(shards[shard], (await store.ReadShardAsync(_dataset, "b1", shard, default))!.Drops);
        Assert.Equal(manifest, await store.FindUnfinishedAsync(_dataset, default));
    }

    [Fact]
    public async Task CreateAsync_SecondManifestOfABatch_TheFirstStays()
    {
        var store = new BatchStore(new StorageClients(azurite.ConnectionString));
        var first = new BatchManifest(_dataset, "b1", DateTimeOffset.UnixEpoch, 1, 1, 1);
        await store.CreateAsync(first, [[new(_dataset, "a", "1", 1)]], default);

        Assert.Equal(first, await store.CreateAsync(first with { Drops = 2 }, [[new(_dataset, "b", "1", 1)]], default));
        Assert.Equal("a", (await store.ReadShardAsync(_dataset, "b1", 0, default))!.Drops.Single().Path);
    }

    [Fact]
    public async Task FinishAsync_Batch_LeavesOnlyItsName()
    {
        var store = new BatchStore(new StorageClients(azurite.ConnectionString));
        var manifest = new BatchManifest(_dataset, "b1", DateTimeOffset.UnixEpoch, 1, 1, 1);
        await store.CreateAsync(manifest, [[new(_dataset, "a", "1", 1)]], default);
        await store.WriteResultAsync(_dataset, "b1", 0, new IngestCounts { Items = 1 }, default);
        await store.FinishAsync(_dataset, "b1", default);
        await store.FinishAsync(_dataset, "b1", default);

        Assert.Equal("b1", await store.FindLastFinishedAsync(_dataset, default));
        Assert.Null(await store.FindUnfinishedAsync(_dataset, default));
        Assert.Null(await store.ReadShardAsync(_dataset, "b1", 0, default));
        Assert.Null(await store.FindResultAsync(_dataset, "b1", 0, default));
    }
}
