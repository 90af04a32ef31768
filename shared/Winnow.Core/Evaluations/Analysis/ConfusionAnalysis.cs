using Winnow.Core.Metrics.Classification;
using Winnow.Core.Slices;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>Finds classes that are taken for each other more often than mistakes fall there by chance.</summary>
public static class ConfusionAnalysis
{
    private const int MaxFindings = 20;
    private const int ItemsShown = 8;

    /// <summary>The significant confusions, the most significant first.</summary>
    /// <param name="cells">The confusion matrix of all items.</param>
    /// <param name="table">The results, for examples.</param>
    public static IReadOnlyList<Pending<ConfusionFinding>> Find(IReadOnlyList<ConfusionCell> cells, OutcomeTable table)
    {
        var pairs = ConfusionPairs.Find(cells).Where(pair => pair.AdjustedPValue <= SliceAnalysis.Significance).Take(MaxFindings).ToList();
        var examples = Examples(pairs, table);
        return pairs.ConvertAll(pair => new Pending<ConfusionFinding>(examples[(pair.Truth, pair.Predicted)], items => new(
            pair.Truth, pair.Predicted, pair.Count, pair.ShareOfClass, pair.Lift, pair.PValue, pair.AdjustedPValue, items)));
    }

    private static Dictionary<(string Truth, string Predicted), int[]> Examples(List<ConfusionPair> pairs, OutcomeTable table)
    {
        var rows = pairs.ToDictionary(pair => (pair.Truth, pair.Predicted), _ => new List<int>());
        for (var row = 0; row < table.Count; row++)
        {
            if (table.Losses[row] > 0 && rows.TryGetValue((table.Classes[table.Truths[row]], table.Classes[table.Predicted[row]]), out var members))
            {
                members.Add(row);
            }
        }

        return rows.ToDictionary(pair => pair.Key, pair => MostConfident(pair.Value, table));
    }

    private static int[] MostConfident(List<int> rows, OutcomeTable table) =>
        [.. rows.OrderByDescending(row => table.Confidences[row]).ThenBy(row => table.IdOf(row)).Take(ItemsShown)];
}
