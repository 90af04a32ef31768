namespace Winnow.Core.Metrics.Generation.Internal;

/// <summary>Sums of the counts that the score of a corpus is computed from.</summary>
internal static class CorpusCounts
{
    /// <summary>Adds an item's counts: whole numbers, in the type that a bootstrap sums.</summary>
    public static void AddTo(long[] sums, ReadOnlySpan<double> counts)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += (long)counts[i];
        }
    }

    public static void AddTo(long[] sums, long[] others)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += others[i];
        }
    }

    public static double[] ToNumbers(long[] sums) => Array.ConvertAll(sums, sum => (double)sum);
}
