using System.Globalization;
using Winnow.Core.Slices;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>Finds items whose annotation is probably wrong, by confident learning.</summary>
/// <remarks>Needs probabilities of all classes from a model that was not trained on the items; otherwise it finds nothing.</remarks>
public static class AnnotationAnalysis
{
    private const int MaxFindings = 50;

    /// <summary>The suspects, the most suspect first.</summary>
    public static IReadOnlyList<Pending<AnnotationSuspect>> Find(OutcomeTable table)
    {
        var (rows, labels, probabilities) = Gather(table);
        var classes = table.ProbabilityClasses;
        if (rows.Count == 0)
        {
            return [];
        }

        string[] ids = [.. rows.Select(row => table.IdOf(row).ToString("x32", CultureInfo.InvariantCulture))];
        var rowOf = ids.Zip(rows).ToDictionary(pair => pair.First, pair => pair.Second);
        return
        [
            .. AnnotationErrors.Find(ids, labels, probabilities, classes.Count).Take(MaxFindings).Select(suspect => new Pending<AnnotationSuspect>(
                [rowOf[suspect.ItemId]], items => new(items[0], classes[suspect.Suggested], suspect.NormalisedMargin))),
        ];
    }

    private static (List<int> Rows, int[] Labels, double[] Probabilities) Gather(OutcomeTable table)
    {
        var places = table.ProbabilityClasses.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
        var rows = new List<int>();
        if (places.Count > 1)
        {
            for (var row = 0; row < table.Count; row++)
            {
                if (!float.IsNaN(table.ProbabilitiesOf(row)[0]) && places.ContainsKey(table.Classes[table.Truths[row]]))
                {
                    rows.Add(row);
                }
            }
        }

        var probabilities = new double[(long)rows.Count * places.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            var own = table.ProbabilitiesOf(rows[i]);
            for (var one = 0; one < own.Length; one++)
            {
                probabilities[(i * places.Count) + one] = Math.Clamp((double)own[one], 0, 1);
            }
        }

        return (rows, [.. rows.Select(row => places[table.Classes[table.Truths[row]]])], probabilities);
    }
}
