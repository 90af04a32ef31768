using System.Runtime.InteropServices;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Statistics;
using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Slices;

/// <summary>Tells which confusions of classes are more than scattered mistakes.</summary>
/// <remarks>
/// Of a class that was wrong E times among K classes (the union of true and predicted ones), the items taken for another class are tested one-sided
/// against the binomial of E trials at 1/(K − 1): the class's mistakes spread evenly. With two classes there is nothing to spread, and p is 1.
/// Adjusted over all K − 1 pairs of each class with mistakes, those that never happened included (their p is 1). The caller keeps the members.
/// </remarks>
public static class ConfusionPairs
{
    /// <summary>All confusions that happened: the smallest adjusted p-value first, then p-value, the larger count, and true and predicted label.</summary>
    /// <param name="cells">A confusion matrix; each cell once.</param>
    public static IReadOnlyList<ConfusionPair> Find(IEnumerable<ConfusionCell> cells)
    {
        var all = cells.Where(cell => cell.Count > 0).ToList();
        var totals = new Totals(all);
        var wrong = all.Where(cell => cell.Truth != cell.Predicted).ToList();
        var values = new double[totals.ClassesWithErrors * Math.Max(0, totals.Classes - 1)];
        values.AsSpan().Fill(1);
        for (var i = 0; i < wrong.Count; i++)
        {
            values[i] = Distributions.BinomialTail(wrong[i].Count, totals.ErrorsOf(wrong[i].Truth), 1.0 / (totals.Classes - 1));
        }

        var adjusted = BenjaminiHochberg.Adjust(values);
        return
        [
            .. wrong.Select((cell, i) => totals.Describe(cell, values[i], adjusted[i]))
                .OrderBy(pair => pair.AdjustedPValue).ThenBy(pair => pair.PValue).ThenByDescending(pair => pair.Count)
                .ThenBy(pair => pair.Truth, StringComparer.Ordinal).ThenBy(pair => pair.Predicted, StringComparer.Ordinal),
        ];
    }

    private sealed class Totals
    {
        private readonly Dictionary<string, long> support = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> predicted = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> errors = new(StringComparer.Ordinal);
        private readonly long wrong;

        public Totals(List<ConfusionCell> cells)
        {
            foreach (var cell in cells)
            {
                var isWrong = cell.Truth != cell.Predicted;
                CollectionsMarshal.GetValueRefOrAddDefault(support, cell.Truth, out _) += cell.Count;
                CollectionsMarshal.GetValueRefOrAddDefault(predicted, cell.Predicted, out _) += cell.Count;
                CollectionsMarshal.GetValueRefOrAddDefault(errors, cell.Truth, out _) += isWrong ? cell.Count : 0;
                wrong += isWrong ? cell.Count : 0;
            }

            Classes = support.Keys.Union(predicted.Keys, StringComparer.Ordinal).Count();
            ClassesWithErrors = errors.Values.Count(count => count > 0);
        }

        public int Classes { get; }

        public int ClassesWithErrors { get; }

        public long ErrorsOf(string truth) => errors[truth];

        public ConfusionPair Describe(ConfusionCell cell, double pValue, double adjusted) => new(
            cell.Truth, cell.Predicted, cell.Count, (double)cell.Count / support[cell.Truth], (double)cell.Count / wrong,
            (double)cell.Count * (Classes - 1) / errors[cell.Truth], pValue, adjusted);
    }
}
