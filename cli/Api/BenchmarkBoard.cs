namespace Winnow.Cli.Api;

/// <summary>The models of a benchmark on one dataset, the best first.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Version">Its version.</param>
/// <param name="Split">The split; null: all items.</param>
/// <param name="Metric">The metric that ranks.</param>
/// <param name="Rows">A row per model.</param>
public sealed record BenchmarkBoard(string Dataset, string? Version, string? Split, string Metric, IReadOnlyList<BoardRow> Rows)
{
    /// <summary>Rules that were applied to this board, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
