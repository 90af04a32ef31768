using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Winnow.Core.Metrics.Classification;

/// <summary>Collects pairs of true and predicted class: a sparse confusion matrix whose labels are discovered, and the calibration.</summary>
/// <remarks>
/// Averages are scikit-learn's (1.2): over the union of true and predicted labels, <c>zero_division=0</c>; macro is the plain mean, weighted
/// weighs by support, micro counts all classes together. Everything is counted in whole numbers: merging is exact, in any order.
/// </remarks>
public sealed class ClassificationAccumulator
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> labels = [];
    private readonly Dictionary<(int Truth, int Predicted), long> counts = [];

    public ClassificationAccumulator()
        : this([], new CalibrationAccumulator())
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public ClassificationAccumulator(IReadOnlyList<ConfusionCell> cells, CalibrationAccumulator calibration)
    {
        Calibration = calibration;
        foreach (var cell in cells)
        {
            Add(cell);
        }
    }

    /// <summary>The cells that are not 0, ordered by true and then predicted label (ordinal).</summary>
    public IReadOnlyList<ConfusionCell> Cells =>
    [
        .. counts.Select(cell => new ConfusionCell(labels[cell.Key.Truth], labels[cell.Key.Predicted], cell.Value))
            .OrderBy(cell => cell.Truth, StringComparer.Ordinal).ThenBy(cell => cell.Predicted, StringComparer.Ordinal),
    ];

    public CalibrationAccumulator Calibration { get; }

    /// <summary>The union of true and predicted labels, ordered (ordinal).</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Labels => [.. labels.Order(StringComparer.Ordinal)];

    [JsonIgnore]
    public long Items { get; private set; }

    [JsonIgnore]
    public long Correct { get; private set; }

    /// <summary>Counts an item.</summary>
    /// <param name="truth">Its class.</param>
    /// <param name="predicted">What the model said.</param>
    /// <param name="confidence">Probability of that, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not from 0 to 1.</exception>
    public void Add(string truth, string predicted, double confidence)
    {
        Calibration.Add(confidence, string.Equals(truth, predicted, StringComparison.Ordinal));
        Count(truth, predicted, 1);
    }

    public void Merge(ClassificationAccumulator other)
    {
        foreach (var cell in other.Cells)
        {
            Add(cell);
        }

        Calibration.Merge(other.Calibration);
    }

    /// <summary>Precision, recall and F1 of every label, ordered.</summary>
    public IReadOnlyList<ClassScore> GetClassScores()
    {
        var (support, predicted, hits) = (new long[labels.Count], new long[labels.Count], new long[labels.Count]);
        foreach (var ((truth, said), count) in counts)
        {
            support[truth] += count;
            predicted[said] += count;
            hits[truth] += truth == said ? count : 0;
        }

        return [.. Labels.Select(label => ids[label]).Select(id => Of(labels[id], hits[id], support[id], predicted[id]))];
    }

    /// <summary>All scores by the names of <see cref="MetricNames"/>.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        var classes = GetClassScores();
        double? accuracy = Items == 0 ? null : (double)Correct / Items;
        var scores = new Dictionary<string, Score>
        {
            [MetricNames.Accuracy] = new(accuracy, "accuracy|correct/items"),
            [MetricNames.ExpectedCalibrationError] = new(
                Calibration.ComputeExpectedCalibrationError(), "ece|top-label|norm:l1|bins:15 equal-width (a,b]|Guo et al. 2017"),
        };
        foreach (var (name, value) in new (string, Func<ClassScore, double>)[] { ("precision", c => c.Precision), ("recall", c => c.Recall), ("f1", c => c.F1) })
        {
            scores[$"macro-{name}"] = new(Items == 0 ? null : classes.Average(value), Signature(name, "macro", classes.Count));
            scores[$"weighted-{name}"] = new(Items == 0 ? null : classes.Sum(c => value(c) * c.Support) / Items, Signature(name, "weighted by support", classes.Count));
            scores[$"micro-{name}"] = new(accuracy, Signature(name, "micro", classes.Count));
        }

        return scores;
    }

    private static string Signature(string name, string average, int classes) =>
        $"{name}|average:{average}|classes:{classes}, union of true and predicted labels|zero-division:0|scikit-learn 1.2 semantics";

    private static ClassScore Of(string label, long hits, long support, long predicted) => new(
        label, Ratio(hits, predicted), Ratio(hits, support), Ratio(2 * hits, support + predicted), support, predicted);

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private void Add(ConfusionCell cell) => Count(cell.Truth, cell.Predicted, cell.Count);

    private void Count(string truth, string predicted, long count)
    {
        var key = (IdOf(truth), IdOf(predicted));
        CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += count;
        Items += count;
        Correct += key.Item1 == key.Item2 ? count : 0;
    }

    private int IdOf(string label)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, label, out var isKnown);
        if (!isKnown)
        {
            id = labels.Count;
            labels.Add(label);
        }

        return id;
    }
}
