using System.Text.Json.Serialization;
using Winnow.Core.Labels.Internal;
using Winnow.Core.Metrics.Classification.Internal;

namespace Winnow.Core.Metrics.Classification;

/// <summary>Collects sets of true and predicted labels, and the probabilities of all labels where a model gives them.</summary>
/// <remarks>
/// Semantics of scikit-learn 1.2.1 for multi-label indicators, <c>zero_division=0</c>. The classes are either a fixed list, which all averages
/// and the Hamming loss are over (a class that is neither true nor predicted counts, as 0), or the union of all labels met; only with a fixed
/// list can there be probabilities. A label given twice for an item counts once. Per-item averages ("samples") count an item without true labels
/// and predictions as 0; subset accuracy counts it as right. ROC-AUC and average precision leave out classes that have no value (scikit-learn
/// throws, or counts 0); micro takes every pair of item and class as one question. They, and the label ranking average precision, are over the
/// items with probabilities, which need not sum to 1.
/// Counts are whole, fractions are summed as multiples of 10⁻¹⁵: merging is exact, in any order. Memory: per class, and 16 bytes per distinct
/// probability of a class up to <see cref="MaxRankedScores"/>, beyond which ROC-AUC and average precision are null and say so; the micro averages
/// take as much again while they are computed.
/// </remarks>
public sealed partial class MultiLabelAccumulator
{
    private readonly ClassList? classes;
    private readonly ClassRankings? rankings;
    private readonly NameNumbers labels = new();
    private readonly List<ClassCounts> counts = [];
    private readonly List<int> touched = [];
    private bool[] isTrue = [];
    private bool[] isPredicted = [];

    /// <param name="classes">The classes, each once; null: whatever labels are met.</param>
    /// <param name="maxRankedScores">See <see cref="MaxRankedScores"/>.</param>
    /// <exception cref="ArgumentException">A class is listed twice, or there is none.</exception>
    public MultiLabelAccumulator(IReadOnlyList<string>? classes = null, long maxRankedScores = ProbabilityAccumulator.DefaultMaxRankedScores)
        : this(classes, maxRankedScores, default, [], null)
    {
    }

    /// <summary>Continues from serialised numbers.</summary>
    [JsonConstructor]
    public MultiLabelAccumulator(
        IReadOnlyList<string>? classes, long maxRankedScores, MultiLabelSums sums, IReadOnlyList<LabelCount> labels,
        IReadOnlyList<RankAccumulator>? rankings)
    {
        (MaxRankedScores, Sums) = (maxRankedScores, sums);
        if (classes is not null)
        {
            this.classes = new(classes, atLeast: 1);
            this.rankings = new(classes, maxRankedScores, sums.RankedItems, rankings);
            foreach (var label in classes)
            {
                IdOf(label);
            }
        }

        foreach (var (label, hits, support, predicted) in labels)
        {
            var id = IdOf(label);
            counts[id] += new ClassCounts(hits, support, predicted);
        }
    }

    /// <summary>The fixed classes, in their order; null when they are whatever labels are met.</summary>
    public IReadOnlyList<string>? Classes => classes?.Labels;

    /// <summary>The most scores (items × classes) that are kept for ROC-AUC and average precision.</summary>
    public long MaxRankedScores { get; }

    public MultiLabelSums Sums { get; private set; }

    /// <summary>By label: in the order of the fixed classes, else ordered (ordinal).</summary>
    public IReadOnlyList<LabelCount> Labels
    {
        get
        {
            var rows = labels.All.Select((label, id) => new LabelCount(label, counts[id].Hits, counts[id].Support, counts[id].Predicted));
            return [.. classes is null ? rows.OrderBy(row => row.Label, StringComparer.Ordinal) : rows];
        }
    }

    /// <summary>By class: how its probability ranks the items; for curves and thresholds.</summary>
    /// <value>Null without fixed classes, or beyond <see cref="MaxRankedScores"/>.</value>
    public IReadOnlyList<RankAccumulator>? Rankings => rankings?.All;

    [JsonIgnore]
    public long Items => Sums.Items;

    /// <summary>Counts an item.</summary>
    /// <param name="truth">The labels it has.</param>
    /// <param name="predicted">The labels the model gave it.</param>
    /// <param name="probabilities">Of every fixed class, in order, each from 0 to 1; empty: the model gave none.</param>
    /// <exception cref="ArgumentException">A label is not one of the fixed classes, or the probabilities are not as described.</exception>
    public MultiLabelResult Add(IReadOnlyCollection<string> truth, IReadOnlyCollection<string> predicted, ReadOnlySpan<double> probabilities = default)
    {
        CheckLabels(truth);
        CheckLabels(predicted);
        CheckProbabilities(probabilities);
        Mark(truth, ref isTrue);
        Mark(predicted, ref isPredicted);
        var item = new ClassCounts();
        foreach (var id in touched)
        {
            item += Count(id);
        }

        var result = new MultiLabelResult(item, probabilities.IsEmpty ? null : Rank(probabilities));
        Sums += MultiLabelSums.Of(result);
        Unmark();
        return result;
    }

    /// <exception cref="ArgumentException">The other has other classes, or another limit.</exception>
    public void Merge(MultiLabelAccumulator other)
    {
        if (MaxRankedScores != other.MaxRankedScores || !(Classes ?? []).SequenceEqual(other.Classes ?? []))
        {
            throw new ArgumentException("Numbers of other classes, or with another limit of scores, cannot be merged.", nameof(other));
        }

        rankings?.Merge(other.rankings!);
        Sums += other.Sums;
        for (var i = 0; i < other.labels.Count; i++)
        {
            var id = IdOf(other.labels[i]);
            counts[id] += other.counts[i];
        }
    }

    private void CheckLabels(IReadOnlyCollection<string> set)
    {
        foreach (var label in set)
        {
            ArgumentNullException.ThrowIfNull(label);
            classes?.IndexOf(label);
        }
    }

    private void CheckProbabilities(ReadOnlySpan<double> probabilities)
    {
        if (probabilities.IsEmpty)
        {
            return;
        }

        if (classes is null)
        {
            throw new ArgumentException("Probabilities can be given only when the classes are fixed.", nameof(probabilities));
        }

        classes.Check(probabilities);
    }

    private void Mark(IReadOnlyCollection<string> set, ref bool[] marks)
    {
        foreach (var label in set)
        {
            var id = IdOf(label);
            if (!isTrue[id] && !isPredicted[id])
            {
                touched.Add(id);
            }

            marks[id] = true;
        }
    }

    private void Unmark()
    {
        foreach (var id in touched)
        {
            isTrue[id] = isPredicted[id] = false;
        }

        touched.Clear();
    }

    // Counts a label of the item and returns what it adds to the item.
    private ClassCounts Count(int id)
    {
        var label = new ClassCounts(isTrue[id] && isPredicted[id] ? 1 : 0, isTrue[id] ? 1 : 0, isPredicted[id] ? 1 : 0);
        counts[id] += label;
        return label;
    }

    private double Rank(ReadOnlySpan<double> probabilities)
    {
        var marks = isTrue.AsSpan(0, labels.Count);
        rankings!.Add(probabilities, marks);
        return LabelRanking.Precision(probabilities, marks);
    }

    private int IdOf(string label)
    {
        var id = labels.IdOf(label);
        if (id == counts.Count)
        {
            counts.Add(default);
            GrowMarks();
        }

        return id;
    }

    private void GrowMarks()
    {
        if (labels.Count > isTrue.Length)
        {
            var size = Math.Max(16, labels.Count * 2);
            Array.Resize(ref isTrue, size);
            Array.Resize(ref isPredicted, size);
        }
    }
}
