using Winnow.Core.Errors;
using Winnow.Core.Versions;
using Winnow.Storage.Versions;

namespace Winnow.Storage.Tests.Versions;

[Collection(StorageGroup.Name)]
public sealed class VersionStoreTests(StorageFixture storage)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
    private readonly VersionStore _store = new(storage.Clients);
    private readonly string _dataset = Some.Dataset();

    [Fact]
    public async Task CompleteAsync_GroupsOfShards_AreReadBackInOrder()
    {
        var shards = await KeepAsync("r1", 5);

        var version = await _store.CompleteAsync(_dataset, "r1", s_now, default);

        Assert.Equal((5L, 5L, 50L), (version.Shards, version.Items, version.Bytes));
        Assert.Equal(shards, await _store.ReadShardsAsync(_dataset, version.Version, default).ToListAsync());
        Assert.Equal([Item(3)], await _store.ReadShardAsync(_dataset, shards[3], default));
        Assert.Equal(version, await _store.FindAsync(_dataset, version.Version, default));
    }

    [Fact]
    public async Task CompleteAsync_TheSameStateByAnotherRun_IsTheVersionThatIsThere()
    {
        await KeepAsync("r1", 3);
        await KeepAsync("r2", 3);
        await KeepAsync("r3", 4);

        var first = await _store.CompleteAsync(_dataset, "r1", s_now, default);
        var repeated = await _store.CompleteAsync(_dataset, "r1", s_now.AddHours(1), default);
        var same = await _store.CompleteAsync(_dataset, "r2", s_now.AddHours(2), default);
        var other = await _store.CompleteAsync(_dataset, "r3", s_now.AddHours(3), default);

        Assert.Equal((first, first), (repeated, same));
        Assert.NotEqual(first.Version, other.Version);
        Assert.Equal([other, first], await _store.ListAsync(_dataset, default));
    }

    [Fact]
    public async Task CompleteAsync_ByManyAtOnce_IsOneVersion()
    {
        foreach (var run in Enumerable.Range(0, 4))
            await KeepAsync($"r{run}", 3);

        var versions = await Task.WhenAll(Enumerable.Range(0, 4).Select(run => _store.CompleteAsync(_dataset, $"r{run}", s_now.AddMinutes(run), default)));

        Assert.Single(versions.Distinct());
        Assert.Single(await _store.ListAsync(_dataset, default));
    }

    [Fact]
    public async Task CompleteAsync_NoItems_IsRefused()
    {
        await _store.KeepGroupAsync(_dataset, "r1", 0, [], default);

        var error = await Assert.ThrowsAsync<WinnowException>(() => _store.CompleteAsync(_dataset, "r1", s_now, default));

        Assert.Equal(ErrorCodes.EmptyDataset, error.Code);
    }

    [Fact]
    public async Task ForgetGroupsAsync_ACompletedRun_LeavesItsVersion()
    {
        var shards = await KeepAsync("r1", 2);
        var version = await _store.CompleteAsync(_dataset, "r1", s_now, default);

        await _store.ForgetGroupsAsync(_dataset, "r1", default);
        await _store.ForgetGroupsAsync(_dataset, "r1", default);

        Assert.Equal(shards, await _store.ReadShardsAsync(_dataset, version.Version, default).ToListAsync());
        await Assert.ThrowsAsync<WinnowException>(() => _store.CompleteAsync(_dataset, "r1", s_now, default));
    }

    private async Task<List<VersionShard>> KeepAsync(string run, int count)
    {
        var shards = new List<VersionShard>();
        foreach (var index in Enumerable.Range(0, count))
        {
            shards.Add(VersionShard.Of($"p{index:D3}", [Item(index)]));
            await _store.WriteShardAsync(_dataset, shards[index], [Item(index)], default);
        }

        foreach (var (group, index) in shards.Chunk(2).Select((group, index) => (group, index)))
            await _store.KeepGroupAsync(_dataset, run, index, group, default);
        return shards;
    }

    private static ManifestItem Item(int index) => new()
    {
        ItemId = new string((char)('a' + index), 64),
        Name = $"ünï/{index}.png",
        Pack = $"p{index:D3}",
        Offset = 512,
        Length = 10,
        MediaType = "image/png",
        Width = index % 2 == 0 ? 28 : null,
        State = "pseudoLabelled",
        Text = index == 1 ? new string('x', 3000) : null,
        Label = "7",
        Confidence = 0.1 + (0.2 * index),
        Model = "m@1",
    };
}
