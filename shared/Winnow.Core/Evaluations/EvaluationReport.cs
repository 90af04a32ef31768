using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Models;

namespace Winnow.Core.Evaluations;

/// <summary>What an evaluation found: <c>report.json</c> (docs/evaluation-report.md).</summary>
public sealed record EvaluationReport
{
    /// <summary>Version of this schema.</summary>
    public int Schema { get; init; } = 1;

    public required string Id { get; init; }

    public required string Dataset { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>The split that was evaluated; null: all items.</summary>
    public string? Split { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Items in the scores.</summary>
    public required long Items { get; init; }

    /// <summary>Of those, how many have a wrong class, or a text that is not exactly right.</summary>
    public required long Wrong { get; init; }

    public required SkippedItems Skipped { get; init; }

    /// <summary>The scores that were asked for, by name.</summary>
    public required IReadOnlyDictionary<string, Score> Metrics { get; init; }

    /// <summary>Every class that was true or predicted; empty for text.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; init; } = [];

    /// <summary>Counts of true and predicted classes; null for text.</summary>
    public Confusion? Confusion { get; init; }

    /// <summary>Edits and confusions of characters; null for classes.</summary>
    public TextFindings? Text { get; init; }

    /// <summary>The worst mistakes, the worst first.</summary>
    public required IReadOnlyList<ItemOutcome> Worst { get; init; }

    public required IReadOnlyList<ConfidenceBin> ConfidenceHistogram { get; init; }

    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    public required EvaluationSettings Settings { get; init; }

    public required EvaluationTimings Timings { get; init; }

    /// <summary>What ran the model in this evaluation: <c>cpu</c>, <c>cuda</c>; null when all predictions were there before.</summary>
    public string? Provider { get; init; }

    /// <summary>Makes the report of merged numbers.</summary>
    /// <param name="about">Who and what: everything but the numbers.</param>
    /// <param name="numbers">All packs.</param>
    public static EvaluationReport From(EvaluationSubject about, EvaluationAccumulator numbers)
    {
        var scores = numbers.GetScores();
        return new()
        {
            Id = about.Id,
            Dataset = about.Dataset,
            Model = about.Model,
            Task = numbers.Task,
            Split = about.Split,
            CreatedAt = about.CreatedAt,
            Items = numbers.Items,
            Wrong = numbers.Wrong,
            Skipped = numbers.Skipped,
            Metrics = about.Metrics.ToDictionary(name => name, name => scores[name]),
            PerClass = numbers.Classification?.GetClassScores() ?? [],
            Confusion = numbers.Classification is { } classes ? new(classes.Labels, classes.Cells) : null,
            Text = numbers.Text is { } text ? new(text.Characters, text.Words, text.Exact, text.Lengths, [.. text.Confusions.Take(TextFindings.MaxConfusions)]) : null,
            Worst = numbers.Worst,
            ConfidenceHistogram = numbers.Calibration.GetHistogram(),
            Reliability = numbers.Calibration.GetReliability(),
            Settings = new(about.Metrics, numbers.Text?.Normalisation ?? [], EvaluationAccumulator.WorstItems, numbers.Packs),
            Timings = about.Timings,
            Provider = about.Provider,
        };
    }
}
