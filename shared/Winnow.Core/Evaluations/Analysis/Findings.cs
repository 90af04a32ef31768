using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>What the evaluation of a task found beside its scores; empty or null is what the task does not have.</summary>
public sealed record Findings
{
    /// <summary>One class, one against the rest (classification, sequences, tagging by entity type).</summary>
    public IReadOnlyList<ClassScore> PerClass { get; init; } = [];

    /// <summary>Counts of true and predicted classes.</summary>
    public Confusion? Confusion { get; init; }

    /// <summary>Edits and confusions of characters (text recognition, page recognition).</summary>
    public TextFindings? Text { get; init; }

    /// <summary>A table by class with the task's own columns (detection: average precision and recall).</summary>
    public IReadOnlyList<NamedScore> Table { get; init; } = [];

    /// <summary>Precision over recall.</summary>
    public IReadOnlyList<Curve> Curves { get; init; } = [];

    /// <summary>Kinds of errors of a detector.</summary>
    public IReadOnlyList<ErrorKind> Errors { get; init; } = [];

    /// <summary>How many right and wrong items there are by confidence; empty when nobody stated confidences.</summary>
    public IReadOnlyList<ConfidenceBin> ConfidenceHistogram { get; init; } = [];

    /// <summary>Whether confidences are deserved; empty when nobody stated them.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability { get; init; } = [];

    /// <summary>What stated confidences came to; the rest is empty.</summary>
    public static Findings Of(CalibrationAccumulator calibration) =>
        calibration.HasItems ? new() { ConfidenceHistogram = calibration.GetHistogram(), Reliability = calibration.GetReliability() } : new();

    /// <summary>What classified items came to: classes, confusions, confidences; the rest is empty.</summary>
    public static Findings Of(ClassificationAccumulator classes) =>
        Of(classes.Calibration) with { PerClass = classes.GetClassScores(), Confusion = new(classes.Labels, classes.Cells) };
}
