using Winnow.Core.Models;
using Winnow.Inference.Internal.Devices;

namespace Winnow.Inference.Internal.Tuning;

/// <summary>Which ways of running a model are tried, and which is chosen.</summary>
internal static class TuningPlan
{
    /// <summary>
    /// Of ways that are about as fast, the one with the smallest batch is chosen: it needs the least memory, and waits the least. Then the one with the fewest
    /// threads in a call, which wait for each other when anything else runs; then the one with the fewest calls.
    /// </summary>
    private const double AboutAsFast = 0.97;

    /// <summary>Inputs of one call on a CPU: what is larger leaves its caches, and takes ten times as much again for what comes out of the layers.</summary>
    private const long CpuInputBytes = 8 << 20;

    private static readonly int[] s_sizes = [1, 4, 16, 64, 256, 1024];

    /// <summary>Most items per call.</summary>
    /// <param name="provider">What runs the model.</param>
    /// <param name="most">Of the model.</param>
    /// <param name="inputBytes">Most of an item: those that are measured may be smaller.</param>
    public static int Most(string provider, int most, long inputBytes) =>
        provider == Providers.Cpu ? (int)Math.Clamp(CpuInputBytes / inputBytes, 1, most) : most;

    /// <summary>Numbers of items per call, rising; on a CPU more than the caches hold is never faster.</summary>
    public static IEnumerable<int> Sizes(string provider, int most) => s_sizes.Where(size => size <= Math.Min(most, provider == Providers.Cpu ? 256 : 1024));

    /// <summary>How the cores are shared out between calls; a GPU gets one call, or a second that is prepared while the first runs.</summary>
    public static IReadOnlyList<(int Callers, int Threads)> Splits(string provider, int cores)
    {
        if (provider != Providers.Cpu) return [(1, 1), (2, 1)];
        List<(int, int)> splits = [(cores, 1)];
        if (cores >= 4) splits.Add((cores / 2, 2));
        if (cores >= 2) splits.Add((1, cores));
        return splits;
    }

    /// <summary>The way that is chosen.</summary>
    /// <param name="trials">At least one.</param>
    public static TuningTrial Choose(IReadOnlyList<TuningTrial> trials)
    {
        var best = trials.Max(trial => trial.ItemsPerSecond);
        return trials.Where(trial => trial.ItemsPerSecond >= AboutAsFast * best)
            .OrderBy(trial => trial.Batch.Size).ThenBy(trial => trial.Batch.Threads).ThenBy(trial => trial.Batch.Callers).First();
    }
}
