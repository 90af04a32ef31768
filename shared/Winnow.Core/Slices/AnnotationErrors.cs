using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>Finds items that are likely annotated with the wrong class, from the probabilities of a model that was not trained on them.</summary>
/// <remarks>
/// Confident learning: C. Northcutt, L. Jiang, I. Chuang, JAIR 70, 2021; as cleanlab 2.9's <c>find_label_issues</c> finds them. These are the three passes
/// <see cref="ConfidenceThresholds"/>, <see cref="ConfidentJoint"/> and <see cref="AnnotationSuspects"/> over data in memory; shards take them one by one.
/// A model that tells only its best class: see <see cref="Spread"/>.
/// </remarks>
public static class AnnotationErrors
{
    /// <summary>How suspects were found.</summary>
    public static string Signature(SuspectRule rule) =>
        $"annotation-errors|rule:{(rule == SuspectRule.PruneByNoiseRate ? "prune-by-noise-rate" : "confident-learning")}"
        + "|thresholds:mean self-confidence|joint:calibrated|rank:normalised margin|Northcutt et al. 2021|cleanlab 2.9 semantics";

    /// <summary>The suspects, the smallest normalised margin first, then by id (ordinal).</summary>
    /// <param name="itemIds">All different.</param>
    /// <param name="labels">Per item the index of its annotated class.</param>
    /// <param name="probabilities">Per item the probabilities of all classes, one after the other.</param>
    /// <param name="classes">1 to 1,000.</param>
    /// <param name="rule">Which items are suspects.</param>
    /// <exception cref="ArgumentException">Lengths do not match, or a label or probability is out of range.</exception>
    public static IReadOnlyList<AnnotationSuspect> Find(
        IReadOnlyList<string> itemIds, ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities, int classes, SuspectRule rule = SuspectRule.PruneByNoiseRate)
    {
        Probabilities.CheckClasses(classes);
        if (labels.Length != itemIds.Count || probabilities.Length != (long)labels.Length * classes)
        {
            throw new ArgumentException(
                $"{itemIds.Count} items of {classes} classes were given {labels.Length} labels and {probabilities.Length} probabilities.", nameof(labels));
        }

        var thresholds = new ConfidenceThresholds(classes);
        for (var i = 0; i < labels.Length; i++)
        {
            thresholds.Add(labels[i], probabilities.Slice(i * classes, classes));
        }

        return rule == SuspectRule.ConfidentLearning
            ? Guessed(itemIds, labels, probabilities, [.. thresholds.GetThresholds()])
            : Pruned(itemIds, labels, probabilities, thresholds.GetThresholds());
    }

    /// <summary>Whether one item is a suspect by <see cref="SuspectRule.ConfidentLearning"/>; null when it is not. Needs no counts, only thresholds.</summary>
    public static AnnotationSuspect? Judge(string itemId, int label, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> thresholds)
    {
        Probabilities.Check(label, probabilities, thresholds.Length);
        var guess = ConfidentJoint.Guess(probabilities, thresholds);
        return guess is null || guess == label || Probabilities.Agree(label, probabilities) ? null : Probabilities.Describe(itemId, label, probabilities);
    }

    /// <summary>The probability of the annotated class.</summary>
    public static double SelfConfidence(int label, ReadOnlySpan<double> probabilities)
    {
        Probabilities.Check(label, probabilities, probabilities.Length);
        return probabilities[label];
    }

    /// <summary>(the probability of the annotated class − the greatest of another + 1) / 2.</summary>
    public static double NormalisedMargin(int label, ReadOnlySpan<double> probabilities)
    {
        Probabilities.Check(label, probabilities, probabilities.Length);
        return Probabilities.Describe("", label, probabilities).NormalisedMargin;
    }

    /// <summary>Probabilities from a best class alone: the rest is spread evenly over all other classes.</summary>
    /// <param name="predicted">The best class.</param>
    /// <param name="confidence">Its probability, 0 to 1.</param>
    /// <param name="probabilities">Is filled.</param>
    /// <exception cref="ArgumentOutOfRangeException">The class or the confidence is out of range.</exception>
    public static void Spread(int predicted, double confidence, Span<double> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(predicted);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, probabilities.Length);
        if (!(confidence is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence is from 0 to 1.");
        }

        probabilities.Fill((1 - confidence) / Math.Max(1, probabilities.Length - 1));
        probabilities[predicted] = confidence;
    }

    private static IReadOnlyList<AnnotationSuspect> Pruned(
        IReadOnlyList<string> itemIds, ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities, IReadOnlyList<double> thresholds)
    {
        var (classes, joint) = (thresholds.Count, new ConfidentJoint(thresholds));
        for (var i = 0; i < labels.Length; i++)
        {
            joint.Add(labels[i], probabilities.Slice(i * classes, classes));
        }

        var suspects = new AnnotationSuspects(joint);
        for (var i = 0; i < labels.Length; i++)
        {
            suspects.Add(itemIds[i], labels[i], probabilities.Slice(i * classes, classes));
        }

        return suspects.GetSuspects();
    }

    private static AnnotationSuspect[] Guessed(
        IReadOnlyList<string> itemIds, ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> thresholds)
    {
        var suspects = new List<AnnotationSuspect>();
        for (var i = 0; i < labels.Length; i++)
        {
            if (Judge(itemIds[i], labels[i], probabilities.Slice(i * thresholds.Length, thresholds.Length), thresholds) is { } suspect)
            {
                suspects.Add(suspect);
            }
        }

        return [.. suspects.OrderBy(suspect => suspect.NormalisedMargin).ThenBy(suspect => suspect.ItemId, StringComparer.Ordinal)];
    }
}
