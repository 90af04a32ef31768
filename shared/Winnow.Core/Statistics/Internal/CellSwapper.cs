namespace Winnow.Core.Statistics.Internal;

/// <summary>Swaps the cells of items, or of groups of items.</summary>
internal sealed class CellSwapper : Swapper
{
    private readonly PairedCells pairs;
    private readonly long[] counts;
    private readonly int[] differing;

    public CellSwapper(PairedCells pairs)
    {
        this.pairs = pairs;
        counts = pairs.Units.Total(pairs.Count);

        differing = [.. Enumerable.Range(0, pairs.Units.Kinds).Where(kind => pairs.Units.CellsOf(kind).Any(pairs.Differs))];
        Differing = differing.Sum(kind => pairs.Units.Times[kind]);
    }

    public override long Differing { get; }

    public override double Draw(ref Xoshiro256 random)
    {
        var swapped = new long[pairs.Count];
        foreach (var kind in differing)
        {
            pairs.Units.Add(kind, BinomialSampler.Draw(ref random, pairs.Units.Times[kind], 0.5), swapped);
        }

        return Resampler.Checked(pairs.Difference(counts, swapped));
    }

    public override double At(uint swapped)
    {
        var moved = new long[pairs.Count];
        foreach (var kind in differing)
        {
            for (var unit = 0L; unit < pairs.Units.Times[kind]; unit++, swapped >>= 1)
            {
                pairs.Units.Add(kind, swapped & 1, moved);
            }
        }

        return Resampler.Checked(pairs.Difference(counts, moved));
    }
}
