using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Retrieval;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>A vector in whose neighbourhood lies what is alike: every item asks for its nearest neighbours among the others.</summary>
/// <remarks>Who is near is known when all items are there, so that items have no loss of their own, and there are no slices.</remarks>
[method: JsonConstructor]
public sealed class EmbeddingEvaluation(EmbeddingAccumulator vectors) : TaskEvaluation
{
    private static readonly int[] s_cutoffs = [1, 5, 10];
    private IReadOnlyList<EmbeddingComparison>? compared;

    public EmbeddingEvaluation()
        : this(new EmbeddingAccumulator())
    {
    }

    public EmbeddingAccumulator Vectors { get; } = vectors;

    [JsonIgnore]
    public override long Items => Vectors.Count;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => [];

    // The costly part, once.
    private IReadOnlyList<EmbeddingComparison> Compared => compared ??= Vectors.Compare();

    public override bool HasTruth(Annotation annotation) => annotation.Label is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        if (item.Said.Detail?.Vector is not { } vector)
        {
            return null;
        }

        Vectors.Add(item.Item.Id, item.Truth.Label!, vector.ToArray());
        return new(item.Truth.Label!, $"{vector.Count} numbers", 0, []);
    }

    public override void Merge(TaskEvaluation other)
    {
        Vectors.Merge(Same<EmbeddingEvaluation>(other).Vectors);
        compared = null;
    }

    public override IReadOnlyDictionary<string, Score> GetScores() => EmbeddingAccumulator.ScoresOf(Compared);

    public override IReadOnlyList<MetricEstimator> GetEstimators() =>
    [
        .. s_cutoffs.Select(k => ValuesEstimator.Create(RetrievalMetricNames.EmbeddingRecallAt(k), ValuesOf(one => one.FirstHit is { } rank ? (rank <= k ? 1 : 0) : null))),
        ValuesEstimator.Create(RetrievalMetricNames.EmbeddingMeanReciprocalRank, ValuesOf(one => 1.0 / one.FirstHit)),
        ValuesEstimator.Create(RetrievalMetricNames.MeanAveragePrecisionAtR, ValuesOf(one => one.AveragePrecisionAtR)),
    ];

    public override Findings GetFindings() => new();

    private Func<IReadOnlyDictionary<UInt128, double>> ValuesOf(Func<EmbeddingComparison, double?> value) => () => Compared
        .Select(one => (Id: OutcomeTable.IdOf(one.Id), Value: value(one))).Where(one => one.Value is not null).ToDictionary(one => one.Id, one => one.Value!.Value);
}
