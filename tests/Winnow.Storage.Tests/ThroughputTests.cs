using System.Diagnostics;
using System.Globalization;
using Winnow.Core.Catalogue;
using Xunit.Abstractions;

namespace Winnow.Storage.Tests;

/// <summary>Prints what the catalogue takes in; nothing is asserted about time. <c>WINNOW_THROUGHPUT_ITEMS=10000</c> gives numbers worth quoting.</summary>
[Collection(StorageGroup.Name)]
public sealed class ThroughputTests(StorageFixture storage, ITestOutputHelper output)
{
    private const int PackItems = 512;

    [Fact]
    public async Task Catalogue_ShardsInParallel_HoldsEveryItem()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("WINNOW_THROUGHPUT_ITEMS") ?? "1024", CultureInfo.InvariantCulture);
        var dataset = Some.Dataset();
        var items = Enumerable.Range(0, count).Select(i => Some.Item(dataset, $"digits/{i:D5}.png", $"b1-{i / PackItems:D4}-0000", i)).ToList();
        var shards = items.Chunk(PackItems).ToList();
        var catalogue = storage.Catalogue;

        await TimeAsync("claim", count, () => EachAsync(shards, shard =>
            catalogue.ClaimAsync(dataset, "b1", [.. shard.Select(item => (item.Id, item.Pack))], CancellationToken.None)));
        await TimeAsync("items and names", count, () => EachAsync(shards, shard => catalogue.AddAsync(
            dataset, new() { Items = shard, Names = [.. shard.Select(item => Some.Name(item) with { IsFirst = true })] }, CancellationToken.None)));
        var result = new AnnotateResult(0, 0);
        await TimeAsync("annotations", count, async () => result = await catalogue.AnnotateAsync(
            dataset, [.. items.Select((item, i) => new NamedAnnotation { Path = item.Name, Label = $"{i % 10}" })], CancellationToken.None));
        await TimeAsync("predictions", count, () => EachAsync(shards, shard => catalogue.WritePredictionsAsync(
            dataset, shard, [.. shard.Select((item, i) => Some.Prediction(item, $"{i % 10}", i / (double)PackItems, true))], CancellationToken.None)));

        Assert.Equal(new AnnotateResult(count, 0), result);
        var pack = await catalogue.ReadPackAsync(dataset, shards[^1][0].Pack, CancellationToken.None);
        Assert.Equal(shards[^1].Length, pack.Count);
        Assert.All(pack, item => Assert.Equal(ItemState.Annotated, item.State));
    }

    private static Task EachAsync(IEnumerable<Item[]> shards, Func<Item[], Task> action) =>
        Parallel.ForEachAsync(shards, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (shard, _) => await action(shard));

    private async Task TimeAsync(string what, int count, Func<Task> action)
    {
        var clock = Stopwatch.StartNew();
        await action();
        output.WriteLine(FormattableString.Invariant($"{what}: {count / clock.Elapsed.TotalSeconds:F0} items/s"));
    }
}
