using System.Globalization;

namespace Winnow.Core.Slices;

/// <summary>Bins of a number, each with about the same share of the values that it was made from.</summary>
/// <remarks>
/// With at most as many distinct values as bins, each value is a bin and its label. Else the edges are the quantiles i/bins (inverse of the empirical
/// distribution: the ⌈n·i/bins⌉-th smallest value), equal ones once, so that there may be fewer bins; each is then moved up to the shortest decimal
/// number below the next greater value, which leaves every value in its bin and gives people edges that they can read. A bin excludes its lower and
/// includes its upper edge, labelled <c>&lt;= 3</c>, <c>(3, 7.5]</c>, <c>&gt; 7.5</c>. Any order of the values makes the same bins.
/// </remarks>
public sealed class NumericBinner
{
    public const int DefaultBins = 5;

    private readonly double[] edges;

    private NumericBinner(double[] edges, string[] labels) => (this.edges, Labels) = (edges, labels);

    /// <summary>The labels of the bins, from the lowest to the highest; empty without values.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <param name="values">Finite numbers, at least one for there to be a bin.</param>
    /// <param name="bins">From 2 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of bins is out of range.</exception>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static NumericBinner FromQuantiles(ReadOnlySpan<double> values, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, 100);
        var sorted = Sorted(values);
        return Distinct(sorted, bins) is { } few ? OfValues(few) : OfEdges(Quantiles(sorted, bins));
    }

    /// <summary>The index of the bin of a number.</summary>
    public int BinOf(double value)
    {
        var bin = 0;
        while (bin < edges.Length && value > edges[bin])
        {
            bin++;
        }

        return bin;
    }

    private static NumericBinner OfValues(List<double> values) =>
        new([.. values.Take(values.Count - 1)], [.. values.Select(Show)]);

    private static NumericBinner OfEdges(double[] edges)
    {
        var labels = new string[edges.Length + 1];
        labels[0] = $"<= {Show(edges[0])}";
        for (var i = 1; i < edges.Length; i++)
        {
            labels[i] = $"({Show(edges[i - 1])}, {Show(edges[i])}]";
        }

        labels[^1] = $"> {Show(edges[^1])}";
        return new(edges, labels);
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        foreach (ref var value in sorted.AsSpan())
        {
            value = double.IsFinite(value) ? value + 0.0 : throw new ArgumentException($"A number is finite; this one is {value}.", nameof(values));
        }

        Array.Sort(sorted);
        return sorted;
    }

    // Null when there are more than the limit.
    private static List<double>? Distinct(double[] sorted, int limit)
    {
        var distinct = new List<double>();
        foreach (var value in sorted)
        {
            if (distinct.Count == 0 || distinct[^1] != value)
            {
                distinct.Add(value);
            }

            if (distinct.Count > limit)
            {
                return null;
            }
        }

        return distinct;
    }

    // An edge at the greatest value would leave the bin above it empty.
    private static double[] Quantiles(double[] sorted, int bins) =>
    [
        .. Enumerable.Range(1, bins - 1).Select(i => sorted[(int)((((long)sorted.Length * i) + bins - 1) / bins) - 1])
            .Where(edge => edge < sorted[^1]).DefaultIfEmpty(sorted.Last(value => value < sorted[^1])).Distinct()
            .Select(edge => ShortestFrom(edge, sorted.First(value => value > edge))),
    ];

    // The number with the fewest digits that is at least the one and less than the other.
    private static double ShortestFrom(double edge, double next)
    {
        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(edge)));
        for (var digits = 1; digits <= 15; digits++)
        {
            var near = Round(edge, digits);
            var above = near >= edge ? near : Round(near + Math.Pow(10, exponent - digits + 1), digits);
            if (above >= edge && above < next)
            {
                return above;
            }
        }

        return edge;
    }

    private static double Round(double value, int digits) =>
        double.Parse(value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
