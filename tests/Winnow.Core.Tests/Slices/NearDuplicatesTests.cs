using System.Numerics;
using CsCheck;
using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class NearDuplicatesTests
{
    // Hashes near a few centres, so that there is something to find.
    private static readonly Gen<(ulong Hash, int Split)[]> s_items = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 63].Array[0, 6], Gen.Int[0, 2]).Select(
        (centre, bits, split) => (bits.Aggregate((ulong)centre * 0x9E3779B97F4A7C15UL, (hash, bit) => hash ^ (1UL << bit)), split)).Array[0, 50];

    [Fact]
    public void Find_AnyDistance_GroupsWhatIsConnected() =>
        Gen.Select(s_items, Gen.Int[0, 12]).Sample((generated, distance) =>
        {
            var items = Items(generated);
            var groups = Of(items, distance).Find().Groups;
            Assert.Equal(groups.Sum(group => group.Items.Count), groups.SelectMany(group => group.Items).Select(item => item.ItemId).Distinct().Count());
            foreach (var item in items)
            {
                var near = items.Where(other => other != item && BitOperations.PopCount(item.Hash ^ other.Hash) <= distance).ToList();
                var group = groups.SingleOrDefault(candidate => candidate.Items.Contains(item));
                Assert.Equal(near.Count > 0, group is not null);
                Assert.All(near, other => Assert.Contains(other, group!.Items));
            }

            Assert.All(groups, group => Assert.Equal(group.Items.Select(item => item.Split).OfType<string>().Distinct().Count() > 1, group.CrossesSplits));
        });

    [Fact]
    public void Find_ItemsInAnyOrder_FindsTheSame() =>
        Gen.Select(s_items, Gen.Int).Sample((generated, seed) =>
        {
            var items = Items(generated);
            var shuffled = items.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Text(Of(items, 4).Find()), Text(Of(shuffled, 4).Find()));
        });

    [Fact]
    public void Find_ManyRandomHashes_FindsExactlyThePlantedPairs()
    {
        var random = new Random(3);
        var items = new List<FingerprintedItem>();
        for (var i = 0; i < 60_000; i++)
        {
            items.Add(new($"{i:D6}", "train", (ulong)random.NextInt64(long.MinValue, long.MaxValue)));
        }

        for (var i = 0; i < 500; i++)
        {
            var flips = Enumerable.Range(0, i % 5).Aggregate(0UL, (mask, _) => mask | (1UL << random.Next(64)));
            items.Add(new($"copy {i:D6}", "test", items[i].Hash ^ flips));
        }

        var result = Of(items, 4).Find();
        Assert.Equal(500, result.Groups.Count);
        Assert.All(result.Groups, group => Assert.True(group.CrossesSplits));
        Assert.All(result.Groups, group => Assert.Equal([group.Items[0].ItemId, $"copy {group.Items[0].ItemId}"], group.Items.Select(item => item.ItemId)));
    }

    [Fact]
    public void Constructor_DistanceOutOfRange_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new NearDuplicates(13));

    private static string Text(NearDuplicateResult result) =>
        string.Join('\n', result.Groups.Select(group => $"{group.CrossesSplits}: {string.Join(' ', group.Items)}").Append(result.Signature));

    private static List<FingerprintedItem> Items((ulong Hash, int Split)[] generated) =>
        [.. generated.Select((item, i) => new FingerprintedItem($"i{i:D2}", item.Split == 0 ? null : $"split{item.Split}", item.Hash))];

    private static NearDuplicates Of(IEnumerable<FingerprintedItem> items, int distance)
    {
        var duplicates = new NearDuplicates(distance);
        foreach (var item in items)
        {
            duplicates.Add(item);
        }

        return duplicates;
    }
}
