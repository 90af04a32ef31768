namespace Winnow.Core.Statistics.Internal;

/// <summary>The two-sided p-value of randomisation: how often swapped runs differ at least as much as the runs themselves.</summary>
internal sealed record Randomization(double PValue, string Method)
{
    /// <summary>Up to as many differing units every swap is tried: 4,096.</summary>
    private const int ExactUnits = 12;

    public static Randomization Of(Swapper swapper, double baseline, double candidate, int trials, long seed)
    {
        var least = LeastExtreme(baseline, candidate);
        if (swapper.Differing <= ExactUnits)
        {
            var all = Enumerable.Range(0, 1 << (int)swapper.Differing).Select(swapped => swapper.At((uint)swapped)).ToArray();
            return new((double)CountExtreme(all, least) / all.Length, $"exact randomisation|swaps:{all.Length}");
        }

        var extreme = CountExtreme(Streams.Draw(trials, seed, swapper.Draw), least);
        return new((extreme + 1.0) / (trials + 1.0), $"approximate randomisation|trials:{trials}|seed:{seed}|p:(count+1)/(trials+1)");
    }

    /// <summary>The least difference that is as extreme as that of two values, whatever the order in which they were added up.</summary>
    public static double LeastExtreme(double baseline, double candidate) =>
        Math.Abs(candidate - baseline) - (1e-12 * (Math.Abs(baseline) + Math.Abs(candidate)));

    /// <summary>Undefined differences count as extreme: they cannot be evidence against the null hypothesis.</summary>
    private static int CountExtreme(double[] differences, double least) => differences.Count(difference => !(Math.Abs(difference) < least));
}
