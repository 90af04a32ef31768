using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>Finds items that are likely annotated with the wrong class, from the probabilities of a model that was not trained on them.</summary>
/// <remarks>
/// Confident learning: C. Northcutt, L. Jiang, I. Chuang, "Confident learning: estimating uncertainty in dataset labels", JAIR 70, 2021; as cleanlab 2.9's
/// <c>find_label_issues(filter_by="prune_by_noise_rate")</c> finds them: per pair of annotated and true class as many items as are estimated to be wrong, those
/// with the greatest margin between the two first. Memory: 8 bytes per pair of classes, and about 150 per estimated wrong annotation.
/// </remarks>
public static class AnnotationErrors
{
    /// <summary>The suspects, the smallest normalised margin first, then by id (ordinal).</summary>
    /// <param name="itemIds">All different.</param>
    /// <param name="labels">Per item the index of its annotated class.</param>
    /// <param name="probabilities">Per item the probabilities of all classes, one after the other.</param>
    /// <param name="classes">1 to 1,000.</param>
    /// <exception cref="ArgumentException">Lengths do not match, or a label or probability is out of range.</exception>
    public static IReadOnlyList<SuspectLabel> Find(IReadOnlyList<string> itemIds, ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities, int classes)
    {
        Probabilities.Check(itemIds.Count, labels, probabilities, classes);
        var joint = new ConfidentJoint(ConfidenceThresholds.Of(labels, probabilities, classes));
        for (var i = 0; i < labels.Length; i++)
        {
            joint.Add(labels[i], probabilities.Slice(i * classes, classes));
        }

        var search = new SuspectSearch(classes, NoiseCounts.Of(joint));
        for (var i = 0; i < labels.Length; i++)
        {
            search.Add(itemIds[i], labels[i], probabilities.Slice(i * classes, classes));
        }

        return search.GetSuspects();
    }
}
