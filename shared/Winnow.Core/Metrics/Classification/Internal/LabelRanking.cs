namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>How well the probabilities of one item put its labels before the others.</summary>
internal static class LabelRanking
{
    /// <summary>
    /// scikit-learn's <c>label_ranking_average_precision_score</c> of one item: the mean, over its labels, of the share of its labels among all
    /// that have at least the same probability; 1 when all or none of the labels are true.
    /// </summary>
    public static double Precision(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isTrue)
    {
        var (sum, labels) = (0.0, 0);
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (isTrue[i])
            {
                sum += Share(probabilities, isTrue, probabilities[i]);
                labels++;
            }
        }

        return labels == 0 ? 1 : sum / labels;
    }

    private static double Share(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isTrue, double least)
    {
        var (hits, all) = (0, 0);
        for (var i = 0; i < probabilities.Length; i++)
        {
            var counts = probabilities[i] >= least;
            all += counts ? 1 : 0;
            hits += counts && isTrue[i] ? 1 : 0;
        }

        return (double)hits / all;
    }
}
