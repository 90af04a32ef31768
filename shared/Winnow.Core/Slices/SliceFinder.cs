using System.Numerics;
using Winnow.Core.Slices.Internal;
using Winnow.Core.Statistics;

namespace Winnow.Core.Slices;

/// <summary>Finds the conjunctions of <c>attribute = value</c> on which a model does worst.</summary>
/// <remarks>
/// SliceLine: S. Sagadeeva, M. Boehm, "SliceLine: fast, linear-algebra-based slice finding for ML model debugging", SIGMOD 2021. The score of a
/// slice of s items whose errors sum to e, of n items with the mean error ē: α(e/s/ē − 1) − (1 − α)(n/s − 1). Only scores above 0 count.
/// Pruning is exact: the result is that of trying all conjunctions. (The reference implementation, DataDome/sliceline 0.3.1, prunes by the worst slice
/// found so far even while it has fewer than k; no reference case is different for it.)
/// <para>Ties: fewer predicates first, then the order of attributes and of their values; exactly k slices, or all that score above 0.</para>
/// <para>A slice with the same members as one of its parents (the same without one predicate; all items, for a single predicate) is redundant: it is
/// neither reported nor tested, nor are slices below it, which are redundant too, unless <see cref="SliceFinderOptions.KeepsRedundant"/>.</para>
/// <para>P-values are adjusted over all slices that were evaluated with enough items; slices that the bounds excluded were not looked at.</para>
/// <para>Memory: values × items / 8 bytes of bitmaps, 17 bytes per item, 60 to 100 bytes per candidate of a level.
/// Results for the same items in another order differ by the rounding of sums only; not at all when errors are whole numbers.</para>
/// </remarks>
public sealed class SliceFinder
{
    private readonly SliceFinderOptions options;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public SliceFinder(SliceFinderOptions options)
    {
        options.Validate();
        this.options = options;
    }

    /// <summary>Searches a table.</summary>
    /// <param name="columns">Its attributes.</param>
    /// <param name="errors">Per item an error, finite and at least 0: 0 and 1 for right and wrong, edits, a loss.</param>
    /// <exception cref="ArgumentException">A column has more or fewer rows than there are errors, or an error is negative or not finite.</exception>
    public SliceSearchResult Find(IReadOnlyList<CategoricalColumn> columns, ReadOnlySpan<double> errors)
    {
        foreach (var column in columns)
        {
            if (column.Codes.Length != errors.Length)
            {
                throw new ArgumentException($"'{column.Name}' has {column.Codes.Length} rows, but there are {errors.Length} errors.", nameof(columns));
            }
        }

        var vector = new ErrorVector(errors);
        var bitmaps = new PredicateBitmaps(columns, vector.Words);
        var lattice = new SliceLattice(bitmaps, vector, options);
        if (vector.All.Sum > 0)
        {
            lattice.Search();
        }

        return Result(lattice, bitmaps, vector);
    }

    private SliceSearchResult Result(SliceLattice lattice, PredicateBitmaps bitmaps, ErrorVector errors)
    {
        var adjusted = BenjaminiHochberg.Adjust([.. lattice.PValues]);
        var slices = lattice.Top.Nodes.Select(node => Describe(node, lattice, bitmaps, errors, adjusted[node.Test])).ToList();
        var (items, minSupport) = (errors.All.Items, options.MinSupportOf(errors.All.Items));
        return new(
            slices, items, items == 0 ? null : errors.Mean, minSupport, lattice.PValues.Count, lattice.Levels, lattice.IsComplete,
            FormattableString.Invariant($"sliceline|alpha:{options.Alpha}|k:{options.K}|max-level:{options.MaxLevel}|min-support:{minSupport}")
                + $"|redundant:{(options.KeepsRedundant ? "kept" : "dropped")}|p:{(errors.IsBinary ? "two proportions (z, Fisher below 5)" : "welch")}, two-sided"
                + "|adjusted:benjamini-hochberg over tested slices|Sagadeeva & Boehm 2021");
    }

    private FoundSlice Describe(SliceNode node, SliceLattice lattice, PredicateBitmaps bitmaps, ErrorVector errors, double adjusted)
    {
        var sums = node.Sums;
        var rest = SliceComparison.Rest(sums, errors);
        var restError = rest.Items == 0 ? 0 : Math.Max(0, rest.Mean);
        return new(
            [.. Conjunction.Predicates(node.Key, node.Level).Select(bitmaps.Describe)], sums.Items, sums.Mean, restError, node.Score,
            sums.Mean - restError, restError > 0 ? sums.Mean / restError : null, SliceComparison.EffectSize(sums, errors),
            lattice.PValues[node.Test], adjusted, Worst(lattice.BitmapOf(node), errors));
    }

    private List<int> Worst(ulong[] members, ErrorVector errors)
    {
        var worst = new PriorityQueue<int, (double Error, int Later)>();
        for (var i = 0; i < members.Length; i++)
        {
            for (var bits = members[i]; bits != 0; bits &= bits - 1)
            {
                var item = (i << 6) | BitOperations.TrailingZeroCount(bits);
                worst.Enqueue(item, (errors[item], -item));
                if (worst.Count > options.MembersKept)
                {
                    worst.Dequeue();
                }
            }
        }

        var items = new List<int>();
        while (worst.TryDequeue(out var item, out _))
        {
            items.Add(item);
        }

        items.Reverse();
        return items;
    }
}
