using Spectre.Console;
using Winnow.Cli.Output;

namespace Winnow.Cli.Demo;

/// <summary>The demo's summary for people.</summary>
public static class DemoText
{
    private const int ShownMetrics = 4;
    private const int ShownFindings = 3;

    public static void Write(IAnsiConsole console, DemoSummary summary)
    {
        foreach (var dataset in summary.Datasets)
        {
            Write(console, dataset);
        }

        Row(console, "app", $"peak memory {Readable.Bytes(summary.PeakMemoryBytes)}, everything took {Readable.Duration(summary.Seconds)}");
        foreach (var problem in summary.Problems)
        {
            console.MarkupLineInterpolated($"[red]not ok[/]  {problem}");
        }

        if (summary.Ok)
        {
            console.MarkupLine("[green]ok[/]  every bad file was refused, the counts add up, the scores are sane, what was planted was found");
        }
    }

    private static void Write(IAnsiConsole console, DatasetSummary dataset)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{dataset.Name}[/]");
        if (dataset.Seconds.Ingest == 0)
        {
            Row(console, "dropped", $"{Readable.Count(dataset.Dropped)}, not ingested");
            return;
        }

        Row(console, "dropped", $"{Readable.Count(dataset.Dropped)} = {Readable.Count(dataset.Items)} items + {Readable.Count(dataset.Duplicates)} duplicates + {Readable.Count(dataset.Quarantined.Count)} quarantined + {Readable.Count(dataset.AnnotationFiles)} annotation files");
        foreach (var entry in dataset.Quarantined)
        {
            Row(console, "quarantined", $"{entry.Name}: {entry.Reason}");
        }

        Row(console, "ingest", Stage(dataset.Seconds.Ingest, dataset.ItemsPerSecond.Ingest));
        if (dataset.Seconds.Label > 0)
        {
            Row(console, "labelled", $"{Readable.Count(dataset.Labelled)} by {dataset.Model} on {dataset.Provider}, {Readable.Count(dataset.PseudoLabels)} pseudo-labels; {Readable.Percent(dataset.OnnxShare, 0)} of the time in ONNX Runtime");
            Row(console, "label", Stage(dataset.Seconds.Label, dataset.ItemsPerSecond.Label));
        }

        if (dataset.Seconds.Evaluate > 0)
        {
            Row(console, "evaluated", $"{Readable.Count(dataset.Evaluation.Items)} items, {Readable.Count(dataset.Evaluation.Wrong)} wrong");
            Row(console, "metrics", string.Join(", ", dataset.Evaluation.Metrics.Take(ShownMetrics).Select(metric => $"{metric.Key} {Figures.Number(metric.Value)} {Figures.Range(dataset.Evaluation.Intervals.GetValueOrDefault(metric.Key))}".TrimEnd())));
            WriteFindings(console, dataset.Evaluation);
            Row(console, "evaluate", Stage(dataset.Seconds.Evaluate, dataset.ItemsPerSecond.Evaluate));
            Row(console, "report", dataset.Evaluation.Report);
        }
    }

    private static void WriteFindings(IAnsiConsole console, EvaluationSummary evaluation)
    {
        if (evaluation.Baseline is { } baseline)
        {
            var first = baseline.Metrics[0];
            Row(console, "baseline", $"{first.Metric} {Figures.Difference(first.Difference)} {Figures.DifferenceRange(first.Interval)}: {first.Verdict}; {Readable.Count(baseline.Fixed)} items fixed, {Readable.Count(baseline.Broken)} broken");
        }

        foreach (var gate in evaluation.Gates)
        {
            Row(console, gate.HasPassed ? "gate passed" : "gate failed", $"{gate.Rule}: {gate.Reason}");
        }

        foreach (var slice in evaluation.Failures?.Slices.Take(ShownFindings) ?? [])
        {
            Row(console, "weak slice", slice);
        }

        foreach (var pair in evaluation.Failures?.Confusions.Take(ShownFindings) ?? [])
        {
            Row(console, "confusion", pair);
        }

        if (evaluation.Failures is { Suspects.Count: > 0 } failures)
        {
            Row(console, "suspected", $"{failures.Suspects.Count} annotations are probably wrong, {string.Join(", ", failures.Suspects.Take(ShownFindings))} first");
        }

        if (evaluation.Failures is { Leaks.Count: > 0 } leaking)
        {
            Row(console, "leaks", $"{leaking.Leaks.Count} groups of images are in more than one split, such as {string.Join(" and ", leaking.Leaks[0])}");
        }
    }

    private static string Stage(double seconds, double rate) => $"{Readable.Duration(seconds),-10} {Readable.Rate(rate)} items/s";

    private static void Row(IAnsiConsole console, string name, string text) => console.Line($"  {name,-12} {text}");
}
