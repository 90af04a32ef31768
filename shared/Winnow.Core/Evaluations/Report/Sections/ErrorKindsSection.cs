using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Report.Plots;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>What a detector's errors are, and what each kind costs.</summary>
internal static class ErrorKindsSection
{
    public static Section? Of(EvaluationReport report) => report.Findings.Errors.Count == 0
        ? null
        : new(
            "errors", "Kinds of errors", "By how much average precision at IoU 0.5 would rise without the errors of one kind (TIDE), and how many there are. The costs do not add up: errors hide each other.",
            Markup.Of($"""<div class="card">{BarPlot.Of([.. report.Findings.Errors.Select(Bar)])}</div>"""));

    private static BarPlot.Bar Bar(ErrorKind one) => new(Describe(one.Kind), one.Cost, $"{Show.Difference(one.Cost, isShare: true)} · {Show.Count(one.Count)}", "bad");

    private static string Describe(string kind) => kind switch
    {
        "class" => "wrong class",
        "localisation" => "wrong place",
        "both" => "wrong class and place",
        "duplicate" => "found twice",
        "background" => "nothing there",
        _ => kind,
    };
}
