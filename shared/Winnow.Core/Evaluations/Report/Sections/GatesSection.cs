namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>The gates: what each wants, what was measured, and how it went.</summary>
internal static class GatesSection
{
    public static Section? Of(EvaluationReport report) => report.Gates.Count == 0
        ? null
        : new("gates", "Gates", "", Markup.Of(
            $"""<div class="card">{Html.Table("gates", Markup.Of($"""<th>gate</th><th></th><th class="n">measured</th><th>reason</th>"""), report.Gates.OrderBy(gate => gate.HasPassed).Select(Row))}</div>"""));

    private static Markup Row(GateOutcome gate) => Markup.Of(
        $"""<tr><td><code>{gate.Rule}</code></td><td>{(gate.HasPassed ? Html.Badge("passed", "passed") : Html.Badge("failed", "failed"))}</td><td class="n measured">{Show.Value(gate.Metric, gate.Value)}</td><td class="soft">{gate.Reason}</td></tr>""");
}
