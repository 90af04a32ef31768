using Winnow.Core.Models;
using Winnow.Inference.Internal.Devices;

namespace Winnow.Inference.Internal.Tuning;

/// <summary>Which ways of running a model are tried, and which is chosen.</summary>
internal static class TuningPlan
{
    /// <summary>Of ways that are about as fast, the one with the smallest batch is chosen: it needs the least memory, and waits the least.</summary>
    private const double AboutAsFast = 0.97;

    private static readonly int[] s_sizes = [1, 4, 16, 64, 256, 1024];

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
            .OrderBy(trial => trial.Batch.Size * trial.Batch.Callers).ThenByDescending(trial => trial.ItemsPerSecond).First();
    }
}
