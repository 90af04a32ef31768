using CsCheck;
using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class RankedItemsTests
{
    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsSortingAll() =>
        Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[0, 50], Gen.Int[0, 12], Gen.Int).Sample((generated, capacity, seed) =>
        {
            var items = generated.Select((item, i) => new RankedItem<string>($"{i}", item.Item1, item.Item2, $"item {i}")).ToList();
            var random = new Random(seed);
            var parts = items.GroupBy(_ => random.Next(5)).Select(part => Ranked(part, capacity)).ToArray();
            random.Shuffle(parts);
            var merged = new RankedItems<string>(capacity);
            foreach (var part in parts)
            {
                merged.Merge(new(capacity, part.Added, part.Items));
            }

            Assert.Equal(items.Count, merged.Added);
            Assert.Equal(
                items.OrderByDescending(item => item.Severity).ThenByDescending(item => item.SecondSeverity)
                    .ThenBy(item => item.ItemId, StringComparer.Ordinal).Take(capacity),
                merged.Items);
        });

    [Fact]
    public void Add_WithoutRank_Throws()
    {
        var items = new RankedItems<string>(3);
        Assert.Throws<ArgumentException>(() => items.Add(new("a", double.NaN, 0, "")));
        Assert.Equal(0, items.Added);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RankedItems<string>(-1));
    }

    private static RankedItems<string> Ranked(IEnumerable<RankedItem<string>> items, int capacity)
    {
        var ranked = new RankedItems<string>(capacity);
        foreach (var item in items)
        {
            ranked.Add(item);
        }

        return ranked;
    }
}
