using Spectre.Console;
using Winnow.Cli.Api;

namespace Winnow.Cli.Output;

/// <summary>An evaluation for people: its metrics with intervals, what changed since the baseline, and its gates.</summary>
public static class EvaluationText
{
    public static void WriteEvaluation(this IAnsiConsole console, EvaluationResult result)
    {
        console.Fact("items", $"{Readable.Count(result.Items)} scored, {Readable.Count(result.Wrong)} wrong");
        if (Describe(result.Skipped) is { Length: > 0 } skipped)
        {
            console.Fact("skipped", skipped);
        }

        WriteMetrics(console, result);
        if (result.Baseline is { } baseline)
        {
            console.Fact("baseline", $"{baseline.Run}: {Readable.Count(baseline.Fixed)} fixed, {Readable.Count(baseline.Broken)} broken");
        }

        console.WriteGates(result.Gates);
    }

    /// <summary><c>3 without annotation, 1 with an error</c>; empty when none was skipped.</summary>
    internal static string Describe(SkippedItems skipped)
    {
        (long Count, string What)[] parts =
        [
            (skipped.NoAnnotation, "without annotation"),
            (skipped.NoPrediction, "without prediction"),
            (skipped.PredictionError, "with an error"),
            (skipped.CountedAsEmpty, "counted as empty"),
        ];
        return string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{Readable.Count(part.Count)} {part.What}"));
    }

    private static void WriteMetrics(IAnsiConsole console, EvaluationResult result)
    {
        var differences = (result.Baseline?.Metrics ?? []).ToDictionary(metric => metric.Metric);
        var lines = result.Metrics.Select(metric => (
            Name: metric.Key,
            Value: Figures.Number(metric.Value),
            Range: Figures.Range(result.Intervals.GetValueOrDefault(metric.Key)),
            Change: differences.TryGetValue(metric.Key, out var difference) ? Describe(difference) : "")).ToList();
        var (nameWidth, valueWidth, rangeWidth) = (
            lines.Select(line => line.Name.Length).Append(0).Max(), lines.Select(line => line.Value.Length).Append(0).Max(), lines.Select(line => line.Range.Length).Append(0).Max());
        foreach (var (name, value, range, change) in lines)
        {
            console.Line($"{name.PadRight(Math.Max(22, nameWidth))} {value.PadLeft(valueWidth)}  {range.PadRight(rangeWidth)}  {change}".TrimEnd());
        }
    }

    private static string Describe(MetricComparison difference) =>
        string.Join(' ', new[] { Figures.Difference(difference.Difference), Figures.DifferenceRange(difference.Interval), difference.Verdict }.Where(part => part.Length > 0));
}
