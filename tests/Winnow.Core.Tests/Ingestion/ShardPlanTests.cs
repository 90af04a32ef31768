using CsCheck;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Tests.Ingestion;

public class ShardPlanTests
{
    private static readonly string[] s_extensions = [".png", ".txt", ".zip", ".tar.gz", ".csv"];

    private static readonly Gen<Drop> s_drop =
        from name in Gen.Int[0, 100_000]
        from extension in Gen.Int[0, 4]
        from length in Gen.Frequency((9, Gen.Long[0, 1_000_000]), (1, Gen.Long[0, 40L << 20]))
        select new Drop("d", $"{name}{s_extensions[extension]}", $"etag{name}", length);

    [Fact]
    public void Cut_AnyDrops_PutsEachIntoOneShardWithinTheLimits() => s_drop.List[0, 2000].Sample(drops =>
    {
        var shards = ShardPlan.Cut(drops);
        Assert.Equal(drops.Order(Comparer<Drop>.Create(Compare)), shards.SelectMany(shard => shard).Order(Comparer<Drop>.Create(Compare)));
        Assert.All(shards, shard => Assert.True(shard.Count == 1 || (shard.Count <= ShardPlan.MaxFiles && shard.Sum(drop => drop.Length) <= ShardPlan.MaxBytes)));
        Assert.All(shards.Where(shard => shard.Any(IsArchive)), shard => Assert.Single(shard));
    }, iter: 50);

    [Fact]
    public void Cut_AnotherOrder_GivesTheSameShards() => s_drop.List[0, 500].Select(drops => drops.DistinctBy(drop => drop.Path).ToList()).Sample(drops =>
        Assert.Equal(ShardPlan.Cut(drops), ShardPlan.Cut(drops.AsEnumerable().Reverse())), iter: 20);

    [Fact]
    public void Cut_AnnotationFilesAmongOthers_ComeFirst() => s_drop.List[1, 500].Sample(
        drops =>
        {
            var isAnnotation = ShardPlan.Cut(drops).SelectMany(shard => shard).Select(drop => drop.Path.EndsWith(".csv", StringComparison.Ordinal)).ToList();
            Assert.Equal(isAnnotation.OrderDescending(), isAnnotation);
        },
        iter: 20);

    private static bool IsArchive(Drop drop) => drop.Path.EndsWith(".zip", StringComparison.Ordinal) || drop.Path.EndsWith(".tar.gz", StringComparison.Ordinal);

    private static int Compare(Drop a, Drop b) => string.CompareOrdinal($"{a.Path}|{a.Length:D12}", $"{b.Path}|{b.Length:D12}");
}
