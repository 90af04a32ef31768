namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>What makes the numbers of a report weaker than they look.</summary>
internal static class Cautions
{
    public static IEnumerable<string> Of(EvaluationReport report)
    {
        var skipped = report.Skipped;
        if (skipped.NoAnnotation + skipped.NoPrediction + skipped.PredictionError > 0)
        {
            yield return $"{Show.Count(skipped.NoAnnotation + skipped.NoPrediction + skipped.PredictionError)} items have no part in the scores: {string.Join(", ", Reasons(skipped))}.";
        }

        if (skipped.CountedAsEmpty > 0)
        {
            yield return $"{Show.Count(skipped.CountedAsEmpty)} items without a prediction are in the scores as empty answers.";
        }

        if (report.Settings.Analysed > 0 && report.Settings.Analysed < report.Items)
        {
            yield return $"Intervals, slices and comparisons come from a sample of {Show.Count(report.Settings.Analysed)} of the {Show.Count(report.Items)} items.";
        }

        if (report.Leaks is { Evaluated: > 0 } leaks)
        {
            yield return $"{Show.Count(leaks.Evaluated)} evaluated items are alike to items of another split: the model may have learnt them by heart.";
        }

        if (report.Comparison is { } compared && compared.OnlyBaseline + compared.OnlyCandidate > 0)
        {
            yield return $"The baseline is compared over the {Show.Count(compared.Shared)} items that both evaluated; {Show.Count(compared.OnlyBaseline)} only the baseline has, {Show.Count(compared.OnlyCandidate)} only this run.";
        }
    }

    private static IEnumerable<string> Reasons(SkippedItems skipped)
    {
        if (skipped.NoAnnotation > 0)
        {
            yield return $"{Show.Count(skipped.NoAnnotation)} without an annotation";
        }

        if (skipped.NoPrediction > 0)
        {
            yield return $"{Show.Count(skipped.NoPrediction)} without a prediction";
        }

        if (skipped.PredictionError > 0)
        {
            yield return $"{Show.Count(skipped.PredictionError)} on which the model failed";
        }
    }
}
