using Spectre.Console;
using Winnow.Cli.Api;

namespace Winnow.Cli.Output;

/// <summary>A comparison of two evaluations for people.</summary>
public static class ComparisonText
{
    public static void WriteComparison(this IAnsiConsole console, ComparisonResult result)
    {
        console.Fact("run", Name(result.Run, result.Model));
        if (result.Baseline is { } baseline)
        {
            console.Fact("baseline", Name(baseline, result.BaselineModel));
            console.Fact("items", $"{Readable.Count(result.Shared)} in both, {Readable.Count(result.OnlyBaseline)} only in the baseline, {Readable.Count(result.OnlyCandidate)} only in the run");
            console.Write(MetricsTable(result));
            console.Fact("fixed", $"{Readable.Count(result.Fixed)} were wrong and are right; {Readable.Count(result.StillWrong)} are still wrong");
            console.Fact("broken", $"{Readable.Count(result.Broken)} were right and are wrong; {Readable.Count(result.StillRight)} are still right");
            if (result.McNemar is { } p)
            {
                console.Fact("mcnemar", $"p {Figures.Chance(p)}");
            }

            if (result.EffectSize is { } effect)
            {
                console.Fact("effect size", FormattableString.Invariant($"{effect:+0.000;-0.000;0.000} (Cohen's d of paired losses; 0.2 is small, 0.5 medium, 0.8 large)"));
            }
        }

        console.WriteGates(result.Gates);
    }

    private static Table MetricsTable(ComparisonResult result)
    {
        var table = Tables.Create("metric", "baseline>", "run>", "difference>", "interval", "corrected p>", "verdict");
        foreach (var metric in result.Metrics)
        {
            table.AddTextRow(
                metric.Metric, Figures.Number(metric.Baseline), Figures.Number(metric.Candidate), Figures.Difference(metric.Difference),
                Figures.DifferenceRange(metric.Interval), Figures.Chance(metric.Adjusted ?? metric.PValue), metric.Verdict);
        }

        return table;
    }

    private static string Name(string run, string? model) => model is null ? run : $"{run} ({model})";
}
