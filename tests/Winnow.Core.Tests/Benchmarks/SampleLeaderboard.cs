using Winnow.Core.Benchmarks;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics;
using Winnow.Core.Statistics;

namespace Winnow.Core.Tests.Benchmarks;

/// <summary>A made-up leaderboard: six entries on two datasets, with gates of which some failed.</summary>
internal static class SampleLeaderboard
{
    public static Leaderboard Make()
    {
        string[] models = ["digits-cnn@1", "digits-cnn@2", "digits-mlp@3", "gradient-boosted-trees-on-raw-pixels@2026-05", "nearest-neighbour@1", "majority-class@1"];
        double[] wrong = [0.011, 0.0095, 0.031, 0.062, 0.034, 0.22];
        return Leaderboard.Of(
            "0123456789abcdef0123456789abcdef", Spec(models), new(2026, 5, 4, 9, 30, 0, TimeSpan.Zero),
            [BoardOf(Spec(models).Datasets[0], models, wrong, 5000), BoardOf(Spec(models).Datasets[1], models[..5], [0.05, 0.02, 0.08, 0.085, 0.3], 600)]);
    }

    private static BenchmarkSpec Spec(IReadOnlyList<string> models) => new()
    {
        Name = "digits-nightly",
        Description = "Handwritten digits: the test split of the release, and the blue ones that customers send.",
        Baseline = "digits-cnn@1",
        Entries = models,
        Gates = ["accuracy >= 0.95", "accuracy >= baseline - 0.01"],
        Datasets =
        [
            new() { Dataset = "digits", Version = "0123456789ab", Split = "test" },
            new() { Dataset = "customer-digits", Version = "ba9876543210", Query = new() { Metadata = new Dictionary<string, string> { ["colour"] = "blue" } } },
        ],
    };

    private static Board BoardOf(BenchmarkDataset dataset, IReadOnlyList<string> models, double[] wrong, int items)
    {
        var entries = models.Select((model, one) => SomeBoards.Entry(model, items, item => IsRight(wrong[one], one, item))).Select(entry => entry with
        {
            Metrics = entry.Metrics.Append(new("macro-f1", new(entry.ValueOf(SomeBoards.Metric) - 0.004, ""))).Append(new("log-loss", new(2.5 * (1 - entry.ValueOf(SomeBoards.Metric)), ""))).ToDictionary(),
            Gates = GatesOf(entry),
        });
        return new BoardBuilder(SomeBoards.Metric, "digits-cnn@1", new() { Resamples = 400 }).Build(dataset, entries);
    }

    private static IReadOnlyList<GateOutcome> GatesOf(BoardEntry entry) => new GateJudge(entry.Metrics, null, _ => []).Judge(["accuracy >= 0.95", "accuracy.low >= 0.9"]);

    // Half of the mistakes are on items that are hard for all.
    private static bool IsRight(double wrong, int entry, int item) =>
        new Random(item * 7919).NextDouble() >= wrong / 2 && new Random((item * 7919) + entry + 1).NextDouble() >= wrong / 2;
}
