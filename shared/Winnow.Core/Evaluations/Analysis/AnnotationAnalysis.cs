using System.Globalization;
using Winnow.Core.Models;
using Winnow.Core.Slices;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>Finds items whose annotation is probably wrong.</summary>
/// <remarks>
/// Classes: confident learning (<see cref="AnnotationErrors"/>), which needs probabilities of all classes from a model that was not trained on the items.
/// Texts: what the model reads differently than it is annotated, and is at least as sure of as it is on average of the texts that it reads as annotated; the
/// surest first (to the hundredth), and of equally sure ones the most alike, which are likely slips. Without confidences, or without a text that is read as
/// annotated, none. Other tasks: none.
/// </remarks>
public static class AnnotationAnalysis
{
    private const int MaxFindings = 50;

    /// <summary>The suspects, the most suspect first, at most 50.</summary>
    public static IReadOnlyList<Pending<AnnotationSuspect>> Find(ModelTask task, OutcomeTable table) => task switch
    {
        ModelTask.Classification => OfClasses(table),
        ModelTask.TextRecognition => OfTexts(table),
        _ => [],
    };

    private static IReadOnlyList<Pending<AnnotationSuspect>> OfClasses(OutcomeTable table)
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

    private static IReadOnlyList<Pending<AnnotationSuspect>> OfTexts(OutcomeTable table)
    {
        var read = Enumerable.Range(0, table.Count).Where(row => !double.IsNaN(table.Confidences[row])).ToLookup(row => table.Losses[row] == 0);
        if (!read[true].Any())
        {
            return [];
        }

        var sure = read[true].Average(row => table.Confidences[row]);
        return
        [
            .. read[false].Where(row => table.Confidences[row] >= sure)
                .OrderByDescending(row => Math.Round(table.Confidences[row], 2)).ThenBy(row => table.Losses[row]).ThenBy(table.IdOf).Take(MaxFindings)
                .Select(row => new Pending<AnnotationSuspect>([row], items => new(items[0], items[0].Predicted, 1 - items[0].Confidence!.Value))),
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
                if (!double.IsNaN(table.ProbabilitiesOf(row)[0]) && places.ContainsKey(table.Classes[table.Truths[row]]))
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
                probabilities[(i * places.Count) + one] = Math.Clamp(own[one], 0, 1);
            }
        }

        return (rows, [.. rows.Select(row => places[table.Classes[table.Truths[row]]])], probabilities);
    }
}
