using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Sequences;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>The class of a sequence, after each of its steps. Loss: 0 for the right answer, 1 for a wrong one.</summary>
[method: JsonConstructor]
public sealed class SequenceEvaluation(SequenceAccumulator sequences) : TaskEvaluation
{
    private const string Correct = "correct", Share = "earliest-share", Steps = "earliest-steps";
    private static readonly string[] s_parts = [Correct, Share, Steps];

    public SequenceEvaluation()
        : this(new SequenceAccumulator())
    {
    }

    public SequenceAccumulator Sequences { get; } = sequences;

    [JsonIgnore]
    public override long Items => Sequences.Items;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    public override bool HasTruth(Annotation annotation) => annotation.Label is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        var steps = item.Said.Detail?.Steps ?? (item.Said.Label is { } label ? [label] : null);
        if (steps is null or { Count: 0 })
        {
            return null;
        }

        var truth = item.Truth.Label!;
        var result = Sequences.Add(truth, steps, item.Said.Confidence);
        return new(
            truth, steps[^1], result.IsCorrect ? 0 : 1, [result.IsCorrect ? 1 : 0, result.EarliestCorrectShare ?? 0, result.EarliestCorrectStep ?? 0])
        {
            Numbers = new Dictionary<string, double> { ["steps"] = steps.Count },
        };
    }

    public override void Merge(TaskEvaluation other) => Sequences.Merge(Same<SequenceEvaluation>(other).Sequences);

    public override IReadOnlyDictionary<string, Score> GetScores() => Sequences.GetScores();

    public override IReadOnlyList<MetricEstimator> GetEstimators() =>
    [
        .. ClassEstimators.Create(Correct), SumsEstimator.Ratio(SequenceMetricNames.EarliestCorrectShare, Share, Correct),
        SumsEstimator.Ratio(SequenceMetricNames.EarliestCorrectSteps, Steps, Correct),
    ];

    public override Findings GetFindings() => Findings.Of(Sequences.Answers);
}
