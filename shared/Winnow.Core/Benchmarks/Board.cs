using Winnow.Core.Evaluations;

namespace Winnow.Core.Benchmarks;

/// <summary>The entries of a benchmark on one dataset, ranked by one metric; <see cref="BoardBuilder"/> says how.</summary>
public sealed record Board
{
    public required string Dataset { get; init; }

    public required string Version { get; init; }

    public string? Split { get; init; }

    public EvaluationQuery? Query { get; init; }

    /// <summary>The metric that ranks.</summary>
    public required string Metric { get; init; }

    public required bool IsHigherBetter { get; init; }

    /// <summary>Confidence level of the intervals; entries are told apart at 1 − level.</summary>
    public required double Level { get; init; }

    /// <summary>The entries, the best first.</summary>
    public required IReadOnlyList<BoardRow> Rows { get; init; }

    /// <summary>Rules that were applied to this board, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    internal BoardSummary Summarise()
    {
        var best = Rows[0];
        return new(Dataset, Version, Split, Metric, best.Model, best.Score, best.Low, best.High, Rows.Count(row => row.Rank == best.Rank));
    }
}
