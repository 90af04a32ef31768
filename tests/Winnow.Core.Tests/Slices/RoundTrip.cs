using System.Text.Json;
using Winnow.Core.Evaluations;

namespace Winnow.Core.Tests.Slices;

/// <summary>What the tests of mergeable collectors share.</summary>
internal static class RoundTrip
{
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, EvaluationJson.Options);

    /// <summary>Written and read.</summary>
    public static T Copy<T>(T value) => JsonSerializer.Deserialize<T>(Json(value), EvaluationJson.Options)!;

    /// <summary>Splits items into shards, collects each, and merges copies of them in an order that the seed decides.</summary>
    public static T Merged<TItem, T>(IReadOnlyList<TItem> items, int seed, Func<IEnumerable<TItem>, T> collect, Action<T, T> merge)
    {
        var random = new Random(seed);
        var shards = random.Next(1, 6);
        var parts = items.GroupBy(_ => random.Next(shards)).Select(collect).ToArray();
        random.Shuffle(parts);
        var merged = collect([]);
        foreach (var part in parts)
        {
            merge(merged, Copy(part));
        }

        return Copy(merged);
    }
}
