using System.Collections.Concurrent;

namespace Winnow.Core.Slices.Internal;

/// <summary>The search itself: level by level, each candidate joined from two slices of the level before that differ in their last predicate.</summary>
/// <remarks>A conjunction is evaluated only if all its parents were and none of its bounds excludes it. Only bitmaps of single predicates are kept.</remarks>
internal sealed class SliceLattice
{
    private readonly PredicateBitmaps bitmaps;
    private readonly ErrorVector errors;
    private readonly SliceFinderOptions options;
    private readonly SliceScoring scoring;
    private readonly int minSupport;
    private readonly List<double> pValues = [];

    public SliceLattice(PredicateBitmaps bitmaps, ErrorVector errors, SliceFinderOptions options)
    {
        (this.bitmaps, this.errors, this.options) = (bitmaps, errors, options);
        minSupport = options.MinSupportOf(errors.All.Items);
        scoring = new(options.Alpha, errors.All.Items, errors.Mean, minSupport);
        Top = new(options.K);
    }

    public TopSlices Top { get; }

    /// <summary>Of all slices that were tested, in the order of their levels and keys.</summary>
    public IReadOnlyList<double> PValues => pValues;

    public int Levels { get; private set; }

    public bool IsComplete { get; private set; } = true;

    public void Search()
    {
        var candidates = Enumerable.Range(0, bitmaps.Count).Select(predicate => new SliceCandidate((ulong)predicate, errors.All.Items)).ToList();
        for (var level = 1; candidates.Count > 0; level++)
        {
            Levels = level;
            var nodes = Keep(candidates, level);
            candidates = level < options.MaxLevel ? Join(nodes, level + 1) : [];
        }
    }

    /// <summary>The items of a slice.</summary>
    public ulong[] BitmapOf(SliceNode node) => Intersect(Conjunction.Predicates(node.Key, node.Level));

    // Evaluates candidates; returns those that can have children, in the order of their keys.
    private List<SliceNode> Keep(List<SliceCandidate> candidates, int level)
    {
        var sums = new SliceSums[candidates.Count];
        var tests = new double[candidates.Count];
        var chunks = Partitioner.Create(0, candidates.Count, Math.Max(1, Math.Min(1024, candidates.Count)));
        Parallel.ForEach(
            chunks, new ParallelOptions { MaxDegreeOfParallelism = options.Threads ?? Environment.ProcessorCount },
            (chunk, _) => Evaluate(candidates, chunk.Item1, chunk.Item2, level, sums, tests));
        var kept = new List<SliceNode>();
        for (var i = 0; i < sums.Length; i++)
        {
            if (sums[i].Items >= minSupport && (options.KeepsRedundant || sums[i].Items < candidates[i].ParentItems))
            {
                kept.Add(new(candidates[i].Key, level, sums[i], scoring.Score(sums[i].Items, sums[i].Sum), pValues.Count));
                pValues.Add(tests[i]);
            }
        }

        kept.ForEach(Top.Add);
        kept.RemoveAll(node => Top.Excludes(scoring.UpperBound(node.Sums)));
        return kept;
    }

    // Neighbours share their prefix, whose items are looked up once.
    private void Evaluate(List<SliceCandidate> candidates, int from, int to, int level, SliceSums[] sums, double[] tests)
    {
        var (prefix, bits) = (ulong.MaxValue, Array.Empty<ulong>());
        for (var i = from; i < to; i++)
        {
            var key = candidates[i].Key;
            var own = bitmaps[Conjunction.Last(key)];
            if (level > 1 && Conjunction.Prefix(key) != prefix)
            {
                prefix = Conjunction.Prefix(key);
                bits = Intersect(Conjunction.Predicates(prefix, level - 1));
            }

            sums[i] = errors.Sum(level == 1 ? own : bits, own, minSupport);
            tests[i] = sums[i].Items < minSupport ? 1 : SliceComparison.PValue(sums[i], errors);
        }
    }

    private List<SliceCandidate> Join(List<SliceNode> nodes, int level)
    {
        var index = nodes.ToDictionary(node => node.Key, node => node.Sums);
        var candidates = new List<SliceCandidate>();
        for (var i = 0; i < nodes.Count && IsComplete; i++)
        {
            var prefix = Conjunction.Prefix(nodes[i].Key);
            for (var j = i + 1; j < nodes.Count && Conjunction.Prefix(nodes[j].Key) == prefix; j++)
            {
                if (Combine(nodes[i], nodes[j], level, index) is { } candidate)
                {
                    candidates.Add(candidate);
                }
            }

            IsComplete = candidates.Count <= options.MaxCandidates;
        }

        return IsComplete ? candidates : [];
    }

    // Null when it cannot be a slice, or not one of the top.
    private SliceCandidate? Combine(SliceNode one, SliceNode other, int level, Dictionary<ulong, SliceSums> index)
    {
        var last = Conjunction.Last(other.Key);
        if (bitmaps.AttributeOf(Conjunction.Last(one.Key)) == bitmaps.AttributeOf(last))
        {
            return null;
        }

        var key = Conjunction.Extend(one.Key, last);
        var bounds = one.Sums.Least(other.Sums);
        for (var after = 2; after < level; after++)
        {
            if (!index.TryGetValue(Conjunction.Without(key, after), out var parent))
            {
                return null;
            }

            bounds = bounds.Least(parent);
        }

        return Top.Excludes(scoring.UpperBound(bounds)) ? null : new(key, bounds.Items);
    }

    private ulong[] Intersect(int[] predicates)
    {
        if (predicates.Length == 1)
        {
            return bitmaps[predicates[0]];
        }

        var bits = (ulong[])bitmaps[predicates[0]].Clone();
        foreach (var predicate in predicates.AsSpan(1))
        {
            var other = bitmaps[predicate];
            for (var i = 0; i < bits.Length; i++)
            {
                bits[i] &= other[i];
            }
        }

        return bits;
    }
}
