namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>Counts of texts by the length of their reference.</summary>
internal sealed class LengthHistogram
{
    private static readonly int[] s_starts = [0, 1, 11, 21, 41, 81, 161];
    private readonly Counts[] counts;

    public LengthHistogram() => counts = new Counts[s_starts.Length];

    /// <summary>Continues from serialised bins.</summary>
    public LengthHistogram(IReadOnlyList<LengthBin> bins)
    {
        if (bins.Count != s_starts.Length)
        {
            throw new ArgumentException($"{bins.Count} bins were given; {s_starts.Length} are needed.", nameof(bins));
        }

        counts = [.. bins.Select(bin => new Counts(bin.Items, bin.Exact, bin.Edits, bin.ReferenceLength))];
    }

    public IReadOnlyList<LengthBin> Bins =>
    [
        .. counts.Select((bin, i) => new LengthBin(
            s_starts[i], i + 1 < s_starts.Length ? s_starts[i + 1] - 1 : null, bin.Items, bin.Exact, bin.Edits, bin.ReferenceLength)),
    ];

    public void Add(TextComparison comparison)
    {
        var length = comparison.Characters.ReferenceLength;
        var bin = s_starts.Length - 1;
        while (s_starts[bin] > length)
        {
            bin--;
        }

        counts[bin] += new Counts(1, comparison.IsExact ? 1 : 0, comparison.Characters.Edits, length);
    }

    public void Merge(LengthHistogram other)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }
    }

    private readonly record struct Counts(long Items, long Exact, long Edits, long ReferenceLength)
    {
        public static Counts operator +(Counts left, Counts right) => new(
            left.Items + right.Items, left.Exact + right.Exact, left.Edits + right.Edits, left.ReferenceLength + right.ReferenceLength);
    }
}
