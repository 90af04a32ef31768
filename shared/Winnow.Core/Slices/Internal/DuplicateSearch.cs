using System.Numerics;

namespace Winnow.Core.Slices.Internal;

/// <summary>One search for near-duplicates among sorted items.</summary>
internal sealed class DuplicateSearch
{
    private readonly FingerprintedItem[] items;
    private readonly int maxDistance;
    private readonly int[] parents;
    private readonly SortedSet<(int Rank, int One, int Other)> pairs = [];
    private readonly int maxPairs;

    public DuplicateSearch(FingerprintedItem[] items, int maxDistance, int maxPairs)
    {
        (this.items, this.maxDistance, this.maxPairs) = (items, maxDistance, maxPairs);
        parents = [.. Enumerable.Range(0, items.Length)];
        var (hashes, firsts) = PairEqual();
        var masks = BlockMasks.For(hashes.Length, maxDistance);
        for (var i = 0; i < masks.Count && maxDistance > 0; i++)
        {
            PairSimilar(hashes, firsts, masks, i);
        }
    }

    public long PairsFound { get; private set; }

    public IReadOnlyList<NearDuplicatePair> Pairs =>
    [
        .. pairs.Select(pair => new NearDuplicatePair(
            items[pair.One].ItemId, items[pair.Other].ItemId, BitOperations.PopCount(items[pair.One].Hash ^ items[pair.Other].Hash), Crosses(pair.One, pair.Other))),
    ];

    public IReadOnlyList<DuplicateGroup> Groups =>
    [
        .. Connected().Select(Describe).OrderByDescending(group => group.CrossesSplits).ThenByDescending(group => group.Items.Count),
    ];

    // Pairs items with the first of the same hash. Returns the different hashes, each with its first item.
    private (ulong[] Hashes, int[] Firsts) PairEqual()
    {
        var firstOf = new Dictionary<ulong, int>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (!firstOf.TryAdd(items[i].Hash, i))
            {
                Pair(firstOf[items[i].Hash], i, 0);
            }
        }

        return ([.. firstOf.Keys], [.. firstOf.Values]);
    }

    // Pairs items whose hashes agree under a mask, unless they agree under an earlier one too: then they have been paired.
    private void PairSimilar(ulong[] hashes, int[] firsts, IReadOnlyList<ulong> masks, int mask)
    {
        var keys = Array.ConvertAll(hashes, hash => hash & masks[mask]);
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        for (var i = 0; i < keys.Length; i++)
        {
            for (var j = i + 1; j < keys.Length && keys[j] == keys[i]; j++)
            {
                var difference = hashes[order[i]] ^ hashes[order[j]];
                if (BitOperations.PopCount(difference) <= maxDistance && IsFirst(difference, masks, mask))
                {
                    Pair(firsts[order[i]], firsts[order[j]], BitOperations.PopCount(difference));
                }
            }
        }
    }

    private static bool IsFirst(ulong difference, IReadOnlyList<ulong> masks, int mask)
    {
        for (var i = 0; i < mask; i++)
        {
            if ((difference & masks[i]) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Pair(int one, int other, int distance)
    {
        PairsFound++;
        parents[Root(Math.Max(one, other))] = Root(Math.Min(one, other));
        pairs.Add((distance + (Crosses(one, other) ? 0 : 100), Math.Min(one, other), Math.Max(one, other)));
        if (pairs.Count > maxPairs)
        {
            pairs.Remove(pairs.Max);
        }
    }

    private bool Crosses(int one, int other) => items[one].Split is { } split && items[other].Split is { } otherSplit && split != otherSplit;

    private int Root(int item)
    {
        while (parents[item] != item)
        {
            item = parents[item] = parents[parents[item]];
        }

        return item;
    }

    // Those of two or more, by their first item; most items are alone.
    private IEnumerable<List<int>> Connected()
    {
        var sizes = new int[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            sizes[Root(i)]++;
        }

        return Enumerable.Range(0, items.Length).Where(item => sizes[Root(item)] > 1).GroupBy(Root).Select(group => group.ToList());
    }

    private DuplicateGroup Describe(List<int> group)
    {
        var members = group.ConvertAll(item => items[item]);
        return new(members, members.Select(item => item.Split).OfType<string>().Distinct(StringComparer.Ordinal).Skip(1).Any());
    }
}
