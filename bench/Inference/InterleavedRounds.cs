namespace Winnow.Bench;

/// <summary>Contenders take turns, and who begins changes with every round: what else the machine does hits all of them alike.</summary>
internal static class InterleavedRounds
{
    private const double LongSeconds = 1;

    /// <returns>What each contender took.</returns>
    public static async Task<RoundTimes[]> RunAsync(IReadOnlyList<IContender> contenders, int rounds, int passes, CancellationToken cancellationToken)
    {
        var times = contenders.Select(_ => new RoundTimes()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            await Console.Error.WriteLineAsync($"round {round + 1} of {rounds} …");
            for (var turn = 0; turn < contenders.Count; turn++)
            {
                var at = (round + turn) % contenders.Count;
                var (seconds, processor) = await RunAsync(contenders[at], passes, cancellationToken);
                times[at].Seconds.Add(seconds);
                times[at].ProcessorSeconds.Add(processor);
            }
        }

        return times;
    }

    /// <summary>The one of several ways that is fastest; the others are let go of.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="make">Makes one.</param>
    /// <param name="passes">How often each goes through the items.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    public static async Task<IContender> ChooseAsync(int count, Func<int, Task<IContender>> make, int passes, CancellationToken cancellationToken)
    {
        (IContender Contender, double Seconds)? best = null;
        for (var i = 0; i < count; i++)
        {
            var contender = await make(i);
            // The first pays for what happens once, which does not count when it is long.
            var seconds = await contender.RunAsync(null, cancellationToken);
            if (seconds < LongSeconds) (seconds, _) = await RunAsync(contender, passes, cancellationToken);
            var (kept, left) = best is null || seconds < best.Value.Seconds ? ((contender, seconds), best?.Contender) : (best.Value, contender);
            if (left is not null) await left.DisposeAsync();
            best = kept;
        }

        return best!.Value.Contender;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <returns>Of one pass: the mean of several, but of one only when it is long by itself.</returns>
    private static async Task<(double Seconds, double ProcessorSeconds)> RunAsync(IContender contender, int passes, CancellationToken cancellationToken)
    {
        var (seconds, done, before) = (0.0, 0, Environment.CpuUsage.TotalTime);
        while (done < passes && (done == 0 || seconds < LongSeconds))
        {
            seconds += await contender.RunAsync(null, cancellationToken);
            done++;
        }

        return (seconds / done, (Environment.CpuUsage.TotalTime - before).TotalSeconds / done);
    }
}
