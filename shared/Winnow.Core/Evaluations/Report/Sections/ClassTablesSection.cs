using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Report.Sections;

/// <summary>The numbers of every class.</summary>
internal static class ClassTablesSection
{
    private const int MaxRows = 1000;

    public static Section? Of(EvaluationReport report)
    {
        Markup[] tables = [.. PerClass(report.Findings.PerClass), .. Own(report.Findings.Table)];
        return tables.Length == 0 ? null : new("classes", "Classes in numbers", "", Markup.Of($"""<div class="card">{tables}</div>"""));
    }

    private static IEnumerable<Markup> PerClass(IReadOnlyList<ClassScore> classes)
    {
        if (classes.Count > 0)
        {
            var head = Markup.Of($"""<th>class</th><th class="n">precision</th><th class="n">recall</th><th class="n">F1</th><th class="n">support</th><th class="n">predicted</th>""");
            yield return Folded(classes.Count, Html.Table("classes", head, classes.Take(MaxRows).Select(one => Markup.Of(
                $"""<tr><td>{Html.Name(one.Label, 80)}</td><td class="n">{Show.Share(one.Precision)}</td><td class="n">{Show.Share(one.Recall)}</td><td class="n">{Show.Share(one.F1)}</td><td class="n">{one.Support}</td><td class="n">{one.Predicted}</td></tr>"""))));
        }
    }

    private static IEnumerable<Markup> Own(IReadOnlyList<NamedScore> rows)
    {
        if (rows.Count > 0)
        {
            var columns = rows.SelectMany(row => row.Scores.Keys).Distinct().ToList();
            var head = Markup.Of($"""<th>class</th>{columns.Select(column => Markup.Of($"""<th class="n">{column}</th>"""))}<th class="n">support</th>""");
            yield return Folded(rows.Count, Html.Table("classes", head, rows.Take(MaxRows).Select(row => Markup.Of(
                $"""<tr><td>{Html.Name(row.Name, 80)}</td>{columns.Select(column => Markup.Of($"""<td class="n">{Show.Value(column, row.Scores.GetValueOrDefault(column))}</td>"""))}<td class="n">{row.Support}</td></tr>"""))));
        }
    }

    // A long table would push everything after it out of sight.
    private static Markup Folded(int count, Markup table) => count <= 30
        ? table
        : Markup.Of($"<details><summary>{(count > MaxRows ? $"The first {Show.Count(MaxRows)} of {Show.Count(count)}" : $"All {Show.Count(count)}")} classes</summary>{table}</details>");
}
