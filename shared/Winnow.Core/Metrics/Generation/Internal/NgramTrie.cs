using System.Numerics;

namespace Winnow.Core.Metrics.Generation.Internal;

/// <summary>The n-grams of a hypothesis with their counts, and how many of them references have too.</summary>
/// <remarks>
/// A trie: the n-grams that start at a place are a path from its root. Only the hypothesis is kept; a reference walks it. Its arrays are used again
/// from item to item. Memory: about 36 bytes per symbol of the longest hypothesis and order.
/// </remarks>
internal sealed class NgramTrie(int order)
{
    private const int Root = 0;
    private long[] keys = [];
    private int[] children = [];
    private int[] counts = [];
    private int[] seen = [];
    private int[] matched = [];
    private int slots;
    private int nodes;

    /// <summary>Takes another hypothesis.</summary>
    /// <param name="symbols">Numbers from 0.</param>
    public void Begin(ReadOnlySpan<int> symbols)
    {
        Clear(symbols.Length);
        for (var start = 0; start < symbols.Length; start++)
        {
            var node = Root;
            foreach (var symbol in symbols.Slice(start, Math.Min(order, symbols.Length - start)))
            {
                node = Child(node, symbol);
                counts[node]++;
            }
        }
    }

    /// <summary>Forgets what references matched, so that the next one matches by itself.</summary>
    public void ForgetReferences() => Array.Clear(matched, 0, nodes);

    /// <summary>
    /// Adds the n-grams of the hypothesis that a reference has, per order; those that references before it have already (each as often) do not
    /// count again.
    /// </summary>
    public void Match(ReadOnlySpan<int> reference, Span<double> matches)
    {
        Array.Clear(seen, 0, nodes);
        for (var start = 0; start < reference.Length; start++)
        {
            var node = Root;
            for (var depth = 0; depth < order && start + depth < reference.Length; depth++)
            {
                node = children[Find(Key(node, reference[start + depth]))];
                if (node == Root)
                {
                    break;
                }

                if (++seen[node] > matched[node] && seen[node] <= counts[node])
                {
                    matched[node]++;
                    matches[depth]++;
                }
            }
        }
    }

    private void Clear(int length)
    {
        var most = checked((length * order) + 1);
        slots = (int)BitOperations.RoundUpToPowerOf2((uint)most * 2);
        if (keys.Length < slots)
        {
            (keys, children) = (new long[slots], new int[slots]);
            (counts, seen, matched) = (new int[slots / 2], new int[slots / 2], new int[slots / 2]);
        }

        Array.Clear(children, 0, slots);
        Array.Clear(counts, 0, most);
        Array.Clear(matched, 0, most);
        nodes = 1;
    }

    private int Child(int node, int symbol)
    {
        var key = Key(node, symbol);
        var slot = Find(key);
        if (children[slot] == Root)
        {
            (keys[slot], children[slot]) = (key, nodes++);
        }

        return children[slot];
    }

    // A slot whose child is the root is free: the root is nobody's child.
    private int Find(long key)
    {
        var slot = (int)((ulong)key * 0x9E3779B97F4A7C15 >> 32) & (slots - 1);
        while (children[slot] != Root && keys[slot] != key)
        {
            slot = (slot + 1) & (slots - 1);
        }

        return slot;
    }

    private static long Key(int node, int symbol) => ((long)node << 32) | (uint)symbol;
}
