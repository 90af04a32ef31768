using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Tagging;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>A tag for every token. Loss: 1 − F1 of the entities of the text; of a text without entities, the share of wrong tags.</summary>
/// <remarks>A prediction with another number of tags than the truth counts as an error of the prediction.</remarks>
[method: JsonConstructor]
public sealed class TaggingEvaluation(TaggingAccumulator tags) : TaskEvaluation
{
    private const string Hits = "hits", Predicted = "predicted", Support = "support", Correct = "correct-tags", Tokens = "tags";
    private static readonly string[] s_parts = [Hits, Predicted, Support, Correct, Tokens];
    private static readonly MetricEstimator[] s_estimators =
    [
        new SumsEstimator(TaggingMetricNames.F1, [Hits, Predicted, Support], static sums => Ratio(2 * sums[0], sums[1] + sums[2], sums[1] + sums[2])),
        new SumsEstimator(TaggingMetricNames.Precision, [Hits, Predicted, Support], static sums => Ratio(sums[0], sums[1], sums[1] + sums[2])),
        new SumsEstimator(TaggingMetricNames.Recall, [Hits, Predicted, Support], static sums => Ratio(sums[0], sums[2], sums[1] + sums[2])),
        SumsEstimator.Ratio(TaggingMetricNames.TagAccuracy, Correct, Tokens),
    ];

    public TaggingEvaluation()
        : this(new TaggingAccumulator())
    {
    }

    public TaggingAccumulator Tags { get; } = tags;

    [JsonIgnore]
    public override long Items => Tags.Items;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    public override bool HasTruth(Annotation annotation) => annotation.Detail?.Tags is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        var truth = item.Truth.Detail!.Tags!;
        if (item.Said.Detail?.Tags is not { } said || said.Count != truth.Count)
        {
            return null;
        }

        var compared = Tags.Add(truth, said);
        var entities = compared.Predicted + compared.Support;
        var loss = entities > 0 ? 1 - (2.0 * compared.Hits / entities) : compared.Tags == 0 ? 0 : 1 - ((double)compared.CorrectTags / compared.Tags);
        return new(string.Join(' ', truth), string.Join(' ', said), loss, [compared.Hits, compared.Predicted, compared.Support, compared.CorrectTags, compared.Tags])
        {
            Numbers = new Dictionary<string, double> { ["tokens"] = truth.Count, ["entities"] = compared.Support },
        };
    }

    public override void Merge(TaskEvaluation other) => Tags.Merge(Same<TaggingEvaluation>(other).Tags);

    public override IReadOnlyDictionary<string, Score> GetScores() => Tags.GetScores();

    public override IReadOnlyList<MetricEstimator> GetEstimators() => s_estimators;

    public override Findings GetFindings() => new() { PerClass = Tags.GetTypeScores() };

    // Nothing over nothing is 0, unless there is no entity at all.
    private static double? Ratio(double part, double whole, double entities) => entities == 0 ? null : whole == 0 ? 0 : part / whole;
}
