using Microsoft.Extensions.Time.Testing;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Ingestion;

namespace Winnow.Storage.Tests;

[Collection(StorageGroup.Name)]
public sealed class DatasetStoreTests(StorageFixture storage)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string name = Some.Dataset();
    private readonly FakeTimeProvider time = new(Some.Time);

    private DatasetStore Store => new(storage.Clients, time);

    [Fact]
    public async Task EnsureAsync_Twice_KeepsTheFirst()
    {
        var first = new Dataset { Name = name, CreatedAt = Some.Time, Classes = ["a", "b"], Policy = new() { Model = "m", MinimumConfidence = 0.7 } };
        await Store.EnsureAsync(first, None);

        var second = await Store.EnsureAsync(new() { Name = name, CreatedAt = Some.Time.AddDays(1) }, None);

        Assert.Equivalent(first, second, strict: true);
        Assert.Contains(name, await Store.ListAsync(None).Select(dataset => dataset.Name).ToListAsync());
    }

    [Fact]
    public async Task UpdateAsync_KnownDataset_KeepsWhenItWasCreated()
    {
        await Store.EnsureAsync(new() { Name = name, CreatedAt = Some.Time }, None);

        await Store.UpdateAsync(new() { Name = name, CreatedAt = Some.Time.AddDays(1), Policy = new() { LabelOnIngest = true } }, None);

        var found = await Store.FindAsync(name, None);
        Assert.True(found!.Policy.LabelOnIngest);
        Assert.Equal(Some.Time, found.CreatedAt);
    }

    [Fact]
    public async Task UpdateAsync_UnknownDataset_SaysSo()
    {
        var error = await Assert.ThrowsAsync<WinnowException>(() => Store.UpdateAsync(new() { Name = name, CreatedAt = Some.Time }, None));

        Assert.Equal(ErrorCodes.UnknownDataset, error.Code);
        Assert.Null(await Store.FindAsync(name, None));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("Zürich")]
    [InlineData("a|batches")]
    public async Task FindAsync_InvalidName_IsRefused(string invalid)
    {
        var error = await Assert.ThrowsAsync<WinnowException>(() => Store.FindAsync(invalid, None));

        Assert.Equal(ErrorCodes.InvalidName, error.Code);
    }

    [Fact]
    public async Task AddBatchAsync_TheSameBatchTwice_CountsOnce()
    {
        await Store.AddBatchAsync(name, "b1", new() { Drops = 1, Items = 5 }, None);
        time.Advance(TimeSpan.FromHours(1));
        await Store.AddBatchAsync(name, "b2", new() { Drops = 2, Items = 7, WorkSeconds = 1.5 }, None);
        await Store.AddBatchAsync(name, "b1", new() { Drops = 1, Items = 5 }, None);

        var totals = await Store.GetTotalsAsync(name, None);

        Assert.Equal(new DatasetTotals(2, new() { Drops = 3, Items = 12, WorkSeconds = 1.5 }, Some.Time.AddHours(1)), totals);
    }
}
