using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>Any number of classes. Loss: 1 − Jaccard index of true and predicted classes; 0 when both are empty.</summary>
/// <remarks>Metrics of probabilities need the classes in a fixed order, which the import of brought predictions records.</remarks>
public sealed class MultiLabelEvaluation : TaskEvaluation
{
    private const string Exact = "exact", Hits = "hits", Support = "support", Predicted = "predicted", Jaccard = "jaccard", ItemF1 = "item-f1";
    private static readonly string[] s_parts = [Exact, Hits, Support, Predicted, Jaccard, ItemF1];
    private static readonly string[] s_counts = [Hits, Support, Predicted];
    private double[] buffer = [];

    /// <param name="classes">The classes in a fixed order; null: whatever labels are met, and no metrics of probabilities.</param>
    public MultiLabelEvaluation(IReadOnlyList<string>? classes)
        : this(new MultiLabelAccumulator(classes is { Count: > 0 } ? classes : null), 0)
    {
    }

    /// <summary>Continues from serialised numbers.</summary>
    [JsonConstructor]
    public MultiLabelEvaluation(MultiLabelAccumulator labels, long outsideLabels) => (Labels, OutsideLabels) = (labels, outsideLabels);

    public MultiLabelAccumulator Labels { get; private set; }

    /// <summary>Labels, of truths and answers, that are none of the fixed classes: no score counts them.</summary>
    public long OutsideLabels { get; private set; }

    [JsonIgnore]
    public override long Items => Labels.Items;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    [JsonIgnore]
    public override bool TakesEmpty => true;

    public override bool HasTruth(Annotation annotation) => annotation.Detail?.Labels is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        var said = item.Said.Detail?.Labels ?? (item.Said.Label is { } label ? [label] : item.Said.Detail is { Probabilities: null } ? [] : null);
        if (said is null)
        {
            return null;
        }

        var truth = item.Truth.Detail!.Labels!;
        var (known, knownSaid) = (Known(truth), Known(said));
        var result = Labels.Add(known, knownSaid, Probabilities(item.Said.Detail?.Probabilities));
        OutsideLabels += truth.Count + said.Count - known.Count - knownSaid.Count;
        var counts = result.Labels;
        var jaccard = counts.Support + counts.Predicted == 0 ? 1 : (double)counts.Hits / (counts.Support + counts.Predicted - counts.Hits);
        return new(
            Show(truth), Show(said), 1 - jaccard,
            [result.IsExact ? 1 : 0, counts.Hits, counts.Support, counts.Predicted, counts.Support + counts.Predicted == 0 ? 0 : jaccard, counts.F1])
        {
            Numbers = new Dictionary<string, double> { ["labels"] = truth.Count },
        };
    }

    public override void Merge(TaskEvaluation other)
    {
        var same = Same<MultiLabelEvaluation>(other);
        if (Items == 0)
        {
            // Only shards know the classes.
            Labels = new(same.Labels.Classes, same.Labels.MaxRankedScores);
        }

        if (same.Items > 0)
        {
            Labels.Merge(same.Labels);
            OutsideLabels += same.OutsideLabels;
        }
    }

    public override IReadOnlyDictionary<string, Score> GetScores() => Labels.GetScores();

    public override IReadOnlyList<MetricEstimator> GetEstimators()
    {
        // Classes that nobody fixed are those that are met: without a label there is none to average over.
        var isOpen = Labels.Classes is null;
        double? Ratio(double part, double whole, double labels) => isOpen && labels == 0 ? null : whole == 0 ? 0 : part / whole;
        return
        [
            SumsEstimator.Ratio(ClassificationMetricNames.SubsetAccuracy, Exact), SumsEstimator.Ratio(ClassificationMetricNames.SamplesJaccard, Jaccard),
            SumsEstimator.Ratio(ClassificationMetricNames.SamplesF1, ItemF1),
            new SumsEstimator(ClassificationMetricNames.MicroF1, s_counts, sums => Ratio(2 * sums[0], sums[1] + sums[2], sums[1] + sums[2])),
            new SumsEstimator(ClassificationMetricNames.MicroPrecision, s_counts, sums => Ratio(sums[0], sums[2], sums[1] + sums[2])),
            new SumsEstimator(ClassificationMetricNames.MicroRecall, s_counts, sums => Ratio(sums[0], sums[1], sums[1] + sums[2])),
        ];
    }

    public override Findings GetFindings() => new() { PerClass = Labels.GetClassScores() };

    public override IEnumerable<string> GetNotes() =>
        OutsideLabels > 0 ? [$"{OutsideLabels} labels of truths and answers are none of the {Labels.Classes!.Count} classes of the predictions: no score counts them."] : [];

    private IReadOnlyCollection<string> Known(IReadOnlyList<string> labels) => Labels.Classes is { } classes ? [.. labels.Where(classes.Contains)] : labels;

    private ReadOnlySpan<double> Probabilities(IReadOnlyDictionary<string, double>? given)
    {
        if (given is null || Labels.Classes is not { } classes)
        {
            return default;
        }

        Array.Resize(ref buffer, classes.Count);
        for (var i = 0; i < classes.Count; i++)
        {
            buffer[i] = given.GetValueOrDefault(classes[i]);
        }

        return buffer;
    }

    private static string Show(IEnumerable<string> labels) => string.Join(", ", labels.Order(StringComparer.Ordinal));
}
