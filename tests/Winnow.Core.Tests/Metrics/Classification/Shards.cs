using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;

namespace Winnow.Core.Tests.Metrics.Classification;

/// <summary>The property of every accumulator: random shards, serialised and merged in random order, are one pass to the last bit.</summary>
internal static class Shards
{
    private const int Count = 5;

    /// <param name="items">Makes the items.</param>
    /// <param name="of">Makes an accumulator of some items; of none for none.</param>
    /// <param name="merge">Merges the second into the first.</param>
    public static void MergeEqualsOnePass<TItem, TNumbers>(Gen<TItem[]> items, Func<IEnumerable<TItem>, TNumbers> of, Action<TNumbers, TNumbers> merge) =>
        Gen.Select(items, Gen.Int[0, int.MaxValue], Gen.Shuffle(Enumerable.Range(0, Count).ToArray())).Sample(
            (all, seed, order) =>
            {
                var random = new Random(seed);
                var shards = all.ToLookup(_ => random.Next(Count));
                var merged = of([]);
                foreach (var shard in order)
                {
                    merge(merged, Copy(of(shards[shard])));
                }

                Assert.Equal(Json(of(all)), Json(merged));
                Assert.Equal(Json(of(all)), Json(Copy(merged)));
                Assert.Equal(Json(of(all)), Json(of(all.Reverse())));
            },
            iter: 60);

    public static T Copy<T>(T numbers) => JsonSerializer.Deserialize<T>(Json(numbers), EvaluationJson.Options)!;

    public static string Json<T>(T numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);
}
