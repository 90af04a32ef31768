using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Winnow.Core.Labels.Internal;

namespace Winnow.Core.Metrics.Classification;

/// <summary>Collects pairs of true and predicted class: a sparse confusion matrix whose labels are discovered, and the calibration.</summary>
/// <remarks>
/// Averages are scikit-learn's (1.2): over the union of true and predicted labels, <c>zero_division=0</c>; macro is the plain mean, weighted
/// weighs by support, micro counts all classes together; <see cref="ConfusionMetrics"/> defines them. Everything is counted in whole numbers:
/// merging is exact, in any order. Memory: the cells that are not 0.
/// </remarks>
public sealed class ClassificationAccumulator
{
    private readonly NameNumbers labels = new();
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
    public IReadOnlyList<string> Labels => labels.Ordered();

    [JsonIgnore]
    public long Items { get; private set; }

    [JsonIgnore]
    public long Correct { get; private set; }

    /// <summary>Counts an item.</summary>
    /// <param name="truth">Its class.</param>
    /// <param name="predicted">What the model said.</param>
    /// <param name="confidence">Probability of that, 0 to 1; null: the model gave none, and the calibration does not count the item.</param>
    /// <returns>Whether the prediction is right.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not from 0 to 1.</exception>
    public bool Add(string truth, string predicted, double? confidence)
    {
        var isCorrect = string.Equals(truth, predicted, StringComparison.Ordinal);
        if (confidence is { } given)
        {
            Calibration.Add(given, isCorrect);
        }

        Count(truth, predicted, 1);
        return isCorrect;
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
        var margins = GetMargins();
        return [.. Labels.Select((label, i) => ClassScore.Of(label, margins.Classes[i]))];
    }

    /// <summary>The cells that are not 0, with the places of their labels in <see cref="Labels"/> for the labels: what a bootstrap draws from.</summary>
    public ConfusionCount[] GetCounts()
    {
        var places = labels.Places();
        return [.. counts.Select(cell => new ConfusionCount(places[cell.Key.Truth], places[cell.Key.Predicted], cell.Value))
            .OrderBy(cell => cell.Truth).ThenBy(cell => cell.Predicted)];
    }

    /// <summary>What all scores but those of the calibration are computed from, in the order of <see cref="Labels"/>.</summary>
    public ConfusionMargins GetMargins() => ConfusionMargins.Of(GetCounts(), labels.Count);

    /// <summary>All scores by the names of <see cref="ClassificationMetricNames"/>.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        var margins = GetMargins();
        var scores = ConfusionMetrics.All.ToDictionary(metric => metric.Key, metric => new Score(metric.Value(margins), Signature(metric.Key)));
        foreach (var (name, score) in Calibration.GetScores())
        {
            scores.Add(name, score);
        }

        return scores;
    }

    private string Signature(string name) => name switch
    {
        MetricNames.Accuracy => "accuracy|correct/items",
        ClassificationMetricNames.BalancedAccuracy => "balanced-accuracy|mean recall of the classes with support|adjusted:no|scikit-learn 1.2.1 semantics",
        ClassificationMetricNames.MatthewsCorrelation => "mcc|multi-class|one class only:0|scikit-learn 1.2.1 semantics",
        ClassificationMetricNames.CohenKappa => "cohen-kappa|weights:none|scikit-learn 1.2.1 semantics",
        _ => AverageSignature(name),
    };

    private string AverageSignature(string name)
    {
        var parts = name.Split('-');
        var average = parts[0] == "weighted" ? "weighted by support" : parts[0];
        return $"{parts[1]}|average:{average}|classes:{labels.Count}, union of true and predicted labels|zero-division:0|scikit-learn 1.2 semantics";
    }

    private void Add(ConfusionCell cell) => Count(cell.Truth, cell.Predicted, cell.Count);

    private void Count(string truth, string predicted, long count)
    {
        var key = (labels.IdOf(truth), labels.IdOf(predicted));
        CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += count;
        Items += count;
        Correct += key.Item1 == key.Item2 ? count : 0;
    }
}
