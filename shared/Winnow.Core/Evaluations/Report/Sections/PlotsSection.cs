using Winnow.Core.Evaluations.Report.Plots;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>The plots of what the task found.</summary>
internal static class PlotsSection
{
    private const int MaxCharacters = 40;

    public static Section? Of(EvaluationReport report)
    {
        Markup[] cards = [.. Classes(report.Findings), .. Curves(report.Findings), .. Confidences(report.Findings), .. Texts(report.Findings.Text)];
        return cards.Length == 0 ? null : new("plots", "Plots", "", Markup.Of($"""<div class="columns">{cards}</div>"""));
    }

    private static IEnumerable<Markup> Classes(Analysis.Findings findings)
    {
        if (findings.Confusion is { Labels.Count: > 0 } confusion)
        {
            var shown = confusion.Labels.Count > ConfusionMatrixPlot.MaxClasses ? $"The {ConfusionMatrixPlot.MaxClasses} of {confusion.Labels.Count} classes with the most mistakes. " : "";
            yield return Html.Card("Confusion matrix", ConfusionMatrixPlot.Of(confusion), shown + "Rows are true classes. Colour: share of the row, stretched (square root) so that rare confusions show.");
        }

        if (findings.PerClass.Count > 0)
        {
            var shown = findings.PerClass.Count > ClassPlot.MaxClasses ? $"The {ClassPlot.MaxClasses} of {findings.PerClass.Count} classes with the lowest F1. " : "";
            yield return Html.Card("Classes", ClassPlot.Of(findings.PerClass), shown + "Precision left of recall: the class is named too often; right of it: too seldom.");
        }
    }

    private static IEnumerable<Markup> Curves(Analysis.Findings findings)
    {
        if (findings.Curves.Count > 0)
        {
            var shown = findings.Curves.Count > PrecisionRecallPlot.MaxCurves ? $" The {PrecisionRecallPlot.MaxCurves} of {findings.Curves.Count} curves with the lowest average precision." : "";
            yield return Html.Card("Precision and recall", PrecisionRecallPlot.Of(findings.Curves), "The number is average precision." + shown);
        }
    }

    private static IEnumerable<Markup> Confidences(Analysis.Findings findings)
    {
        if (findings.Reliability.Any(bin => bin.Items > 0))
        {
            yield return Html.Card("Reliability", ReliabilityPlot.Of(findings.Reliability), "On the dashed line the confidence is deserved; the gap below it is overconfidence. Dots grow with the number of items.");
        }

        if (findings.ConfidenceHistogram.Any(bin => bin.Right + bin.Wrong > 0))
        {
            yield return Html.Card("Confidence", ConfidenceHistogramPlot.Of(findings.ConfidenceHistogram), "Confidence of right (up) and wrong (down) answers, each half with its own scale.");
        }
    }

    private static IEnumerable<Markup> Texts(TextFindings? text)
    {
        if (text is null)
        {
            yield break;
        }

        yield return Html.Card("Error by length", BarPlot.Of([.. text.Lengths.Where(bin => bin.Items > 0).Select(Length)]), "Wrong characters per character of the reference, by its length, and how many texts there are.");
        yield return Html.Card("Characters read as others", Characters(text), "Reference → what was read, with how often; ∅ is nothing, ␣ a space.");
    }

    private static BarPlot.Bar Length(LengthBin bin)
    {
        var name = bin.To is not { } to ? $"{bin.From}+" : to == bin.From ? $"{to}" : $"{bin.From}–{to}";
        var rate = bin.ReferenceLength > 0 ? (double)bin.Edits / bin.ReferenceLength : 0;
        return new($"{name} characters", rate, $"{Show.Share(rate)} · {Show.Count(bin.Items)}", "bad");
    }

    private static Markup Characters(TextFindings text) => text.Confusions.Count == 0
        ? Html.Nothing("No character was misread.")
        : Markup.Of($"""<div class="chips">{text.Confusions.Take(MaxCharacters).Select(pair => Markup.Of($"""<span><bdi>{Show.Character(pair.Reference)}</bdi> → <bdi>{Show.Character(pair.Hypothesis)}</bdi> <b>{pair.Count}</b></span>"""))}</div>""");
}
