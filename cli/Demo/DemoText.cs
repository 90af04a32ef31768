using System.Globalization;
using Spectre.Console;
using Winnow.Cli.Output;

namespace Winnow.Cli.Demo;

/// <summary>The demo's summary for people.</summary>
public static class DemoText
{
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
            console.MarkupLine("[green]ok[/]  every bad file was refused, the counts add up, the scores are sane");
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
            Row(console, "metrics", string.Join(", ", dataset.Evaluation.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:0.####}"))));
            Row(console, "evaluate", Stage(dataset.Seconds.Evaluate, dataset.ItemsPerSecond.Evaluate));
            Row(console, "report", dataset.Evaluation.Report);
        }
    }

    private static string Stage(double seconds, double rate) => $"{Readable.Duration(seconds),-10} {Readable.Rate(rate)} items/s";

    private static void Row(IAnsiConsole console, string name, string text) => console.Line($"  {name,-12} {text}");
}
