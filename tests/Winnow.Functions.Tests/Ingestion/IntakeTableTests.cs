using Winnow.Core.Ingestion;
using Winnow.Storage;
using Winnow.Storage.Ingestion;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.Ingestion;

public sealed class IntakeTableTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly string _dataset = AzuriteFixture.UniqueName();

    [Fact]
    public async Task AddAsync_SameDropTwice_IsOnePendingDrop()
    {
        var intake = new IntakeTable(new StorageClients(azurite.ConnectionString));
        var drop = new Drop(_dataset, "a/b#?.png", "\"1\"", 5);
        await intake.AddAsync([drop], default);
        await intake.AddAsync([drop, drop, drop with { ETag = "\"2\"" }], default);

        Assert.Equal(2, await intake.CountPendingAsync(_dataset, default));
        Assert.Contains(drop, await intake.PeekAsync(_dataset, 10, long.MaxValue, default));
    }

    [Fact]
    public async Task PeekAsync_Limits_EndTheBatch()
    {
        var intake = new IntakeTable(new StorageClients(azurite.ConnectionString));
        await intake.AddAsync([.. Enumerable.Range(0, 250).Select(i => new Drop(_dataset, $"{i}.png", "1", 100))], default);

        Assert.Equal(30, (await intake.PeekAsync(_dataset, 30, long.MaxValue, default)).Count);
        Assert.Equal(3, (await intake.PeekAsync(_dataset, 250, 250, default)).Count);
        Assert.Empty(await intake.PeekAsync(_dataset + "-x", 250, 250, default));
        Assert.Empty(await intake.PeekAsync(_dataset[..^1], 250, 250, default));
    }

    [Fact]
    public async Task RemoveAsync_SomeAlreadyGone_RemovesTheRest()
    {
        var intake = new IntakeTable(new StorageClients(azurite.ConnectionString));
        List<Drop> drops = [.. Enumerable.Range(0, 250).Select(i => new Drop(_dataset, $"{i}.png", "1", 100))];
        await intake.AddAsync(drops, default);
        await intake.RemoveAsync([.. drops.Take(20)], default);
        Assert.True(await intake.HasPendingAsync(_dataset, default));
        await intake.RemoveAsync(drops, default);

        Assert.False(await intake.HasPendingAsync(_dataset, default));
    }
}
