namespace Winnow.Core.Slices.Internal;

/// <summary>The k best-scored slices. Ties: fewer predicates first, then in the order of attributes and values.</summary>
internal sealed class TopSlices(int k)
{
    private static readonly Comparer<SliceNode> s_order = Comparer<SliceNode>.Create(static (a, b) =>
        a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Level != b.Level ? a.Level.CompareTo(b.Level) : a.Key.CompareTo(b.Key));

    private readonly SortedSet<SliceNode> nodes = new(s_order);

    /// <summary>The worst first.</summary>
    public IEnumerable<SliceNode> Nodes => nodes;

    public void Add(SliceNode node)
    {
        if (node.Score <= 0)
        {
            return;
        }

        nodes.Add(node);
        if (nodes.Count > k)
        {
            nodes.Remove(nodes.Max!);
        }
    }

    /// <summary>Whether no slice with at most this score can get in. An equal score can: by its order.</summary>
    public bool Excludes(double bound) => bound <= 0 || (nodes.Count == k && bound < nodes.Max!.Score);
}
