using System.Numerics;

namespace Winnow.Core.Slices.Internal;

/// <summary>One search for near-duplicates among sorted items.</summary>
internal sealed class DuplicateSearch
{
    private readonly FingerprintedItem[] items;
    private readonly int maxDistance;
    private readonly int[] parents;

    public DuplicateSearch(FingerprintedItem[] items, int maxDistance)
    {
        (this.items, this.maxDistance) = (items, maxDistance);
        parents = [.. Enumerable.Range(0, items.Length)];
        var (hashes, firsts) = JoinEqual();
        var masks = BlockMasks.For(hashes.Length, maxDistance);
        for (var i = 0; i < masks.Count && maxDistance > 0; i++)
        {
            JoinSimilar(hashes, firsts, masks[i]);
        }
    }

    public IReadOnlyList<DuplicateGroup> Groups =>
    [
        .. Connected().Select(Describe).OrderByDescending(group => group.CrossesSplits).ThenByDescending(group => group.Items.Count),
    ];

    // Joins items to the first of the same hash. Returns the different hashes, each with its first item.
    private (ulong[] Hashes, int[] Firsts) JoinEqual()
    {
        var firstOf = new Dictionary<ulong, int>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (!firstOf.TryAdd(items[i].Hash, i))
            {
                Join(firstOf[items[i].Hash], i);
            }
        }

        return ([.. firstOf.Keys], [.. firstOf.Values]);
    }

    // Joins items whose hashes agree under a mask and are near.
    private void JoinSimilar(ulong[] hashes, int[] firsts, ulong mask)
    {
        var keys = Array.ConvertAll(hashes, hash => hash & mask);
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
                if (BitOperations.PopCount(hashes[order[i]] ^ hashes[order[j]]) <= maxDistance)
                {
                    Join(firsts[order[i]], firsts[order[j]]);
                }
            }
        }
    }

    private void Join(int one, int other) => parents[Root(Math.Max(one, other))] = Root(Math.Min(one, other));

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
