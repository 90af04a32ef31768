using System.Diagnostics;
using Winnow.Core.Statistics;

namespace Winnow.Bench;

/// <summary>Bootstrap and paired tests over many items: times of whole intervals and comparisons.</summary>
internal sealed class StatisticsBenchmark : IBenchmark
{
    private const int Repeats = 3;

    public string Name => "statistics";

    public string Summary => "Bootstrap intervals and paired comparisons over many items: medians of three runs.";

    public IReadOnlyList<string> Options =>
    [
        "--items N       items (default 100000)",
        "--resamples N   resamples, and trials of the randomisation (default 10000)",
    ];

    public Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (items, resamples) = (arguments.Number("--items", 100_000), arguments.Number("--resamples", 10_000));
        var options = new BootstrapOptions { Resamples = resamples };
        var (bootstrap, bca) = (new Bootstrap(options), new Bootstrap(options with { Method = BootstrapMethod.Bca }));
        var paired = new PairedTest(new PairedOptions { Bootstrap = options, Trials = resamples });
        var random = new Random(1);
        double[] Draw(Func<double> draw) => [.. Enumerable.Range(0, items).Select(_ => draw())];
        var (ones, right, better) = (Draw(() => 1), Draw(() => random.Next(10) < 8 ? 1 : 0), Draw(() => random.Next(100) < 81 ? 1 : 0));
        var (lengths, edits, fewer) = (Draw(() => 1 + random.NextDouble()), Draw(random.NextDouble), Draw(random.NextDouble));
        return Task.FromResult<IReadOnlyList<Measurement>>(
        [
            new("items", items, ""),
            new("resamples", resamples, ""),
            .. Median("accuracyInterval", () => bootstrap.OfRatio(right, ones), cancellationToken),
            .. Median("accuracyIntervalBca", () => bca.OfRatio(right, ones), cancellationToken),
            .. Median("ratioInterval", () => bootstrap.OfRatio(edits, lengths), cancellationToken),
            .. Median("ratioIntervalBca", () => bca.OfRatio(edits, lengths), cancellationToken),
            .. Median("pairedAccuracies", () => paired.OfRatio(right, ones, better, ones), cancellationToken),
            .. Median("pairedRatios", () => paired.OfRatio(edits, lengths, fewer, lengths), cancellationToken),
        ]);
    }

    /// <summary>The median time on the clock, and that of all cores together: the machine may be shared.</summary>
    private static Measurement[] Median(string name, Func<object?> compute, CancellationToken cancellationToken)
    {
        var (times, work) = (new double[Repeats], new double[Repeats]);
        for (var i = 0; i < Repeats; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            _ = compute() ?? throw new InvalidOperationException($"{name} is undefined.");
            (times[i], work[i]) = (watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        Array.Sort(times);
        Array.Sort(work);
        return [new(name, times[Repeats / 2], "ms"), new($"{name}Processor", work[Repeats / 2], "ms")];
    }
}
