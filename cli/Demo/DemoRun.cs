using System.Text.Json;
using Azure.Storage.Blobs;
using Winnow.Cli.Api;
using Winnow.Cli.Commands;
using Winnow.Cli.Output;
using Winnow.Cli.Push;

namespace Winnow.Cli.Demo;

/// <summary>Takes one dataset of the demo through drop, ingestion, labelling and evaluation.</summary>
public sealed class DemoRun(WinnowClient client, BlobServiceClient blobs, ProgressBoard board, string reports, TimeProvider clock)
{
    /// <summary>Does all stages, and says what came out.</summary>
    public async Task<DatasetSummary> RunAsync(DemoDataset input, CancellationToken cancellationToken)
    {
        var policy = new LabelPolicy(input.Model, input.MinimumConfidence);
        await client.CreateDatasetAsync(input.Name, policy, input.Classes, cancellationToken);
        var (dataset, ingestSeconds) = await TimeAsync(() => IngestAsync(input, cancellationToken));
        var (labelling, labelSeconds) = await TimeAsync(() => LabelAsync(input, cancellationToken));
        var (evaluation, evaluateSeconds) = await TimeAsync(() => EvaluateAsync(input, cancellationToken));
        var seconds = new StageNumbers(Math.Round(ingestSeconds, 2), Math.Round(labelSeconds, 2), Math.Round(evaluateSeconds, 2));
        var quarantined = new List<QuarantineEntry>();
        await foreach (var entry in client.ListQuarantineAsync(input.Name, cancellationToken))
        {
            quarantined.Add(entry);
        }

        var counts = dataset.Totals!.Counts;
        return new()
        {
            Name = input.Name,
            Dropped = input.Dropped,
            AnnotationFiles = input.AnnotationFiles,
            Items = counts.Items,
            Duplicates = counts.Duplicates,
            Quarantined = quarantined,
            Annotations = counts.Annotations,
            Labelled = (long)(labelling.Number("labelled") ?? 0),
            PseudoLabels = (long)(labelling.Number("pseudoLabels") ?? 0),
            Model = labelling.Text("model") ?? input.Model,
            Provider = labelling.Text("provider"),
            OnnxShare = Math.Round(labelling.Number("onnxShare") ?? 0, 3),
            Evaluation = evaluation,
            Seconds = seconds,
            ItemsPerSecond = seconds.RateOf(counts.Items),
        };
    }

    private async Task<Dataset> IngestAsync(DemoDataset input, CancellationToken cancellationToken)
    {
        var row = $"{input.Name}: ingest";
        var files = 0L;
        foreach (var part in new[] { "first", "then" })
        {
            var options = new PushOptions { Folder = Path.Combine(input.Folder, part), Dataset = input.Name };
            var pushed = await new Pusher(blobs, clock).PushAsync(options, reading => board.Report($"{input.Name}: drop", reading), cancellationToken);
            if (pushed.Failed is [var failure, ..])
            {
                throw new CliException("push-failed", $"'{failure.Path}' could not be dropped: {failure.Reason}");
            }

            files += pushed.Pushed;
        }

        board.Finish($"{input.Name}: drop", $"{Readable.Count(input.Dropped)} files and archive entries in {Readable.Count(files)} files");
        var dataset = await new IntakeWaiter(client, clock).WaitAsync(input.Name, new(), files, reading => board.Report(row, reading), cancellationToken);
        board.Finish(row, $"{Readable.Count(dataset.Totals!.Counts.Items)} items");
        return dataset;
    }

    private async Task<JsonElement> LabelAsync(DemoDataset input, CancellationToken cancellationToken)
    {
        var row = $"{input.Name}: label";
        var run = await client.StartLabellingAsync(new(input.Name), null, cancellationToken);
        run = await client.FollowAsync(RunKind.Labellings, run, row, board, cancellationToken);
        var result = run.Result ?? throw new CliException("no-result", $"The labelling run {run.Id} completed without a result.");
        board.Finish(row, $"{Readable.Count((long)(result.Number("labelled") ?? 0))} items by {input.Model}");
        return result;
    }

    private async Task<EvaluationSummary> EvaluateAsync(DemoDataset input, CancellationToken cancellationToken)
    {
        var row = $"{input.Name}: evaluate";
        var run = await client.StartEvaluationAsync(new(input.Name, input.Model), null, cancellationToken);
        run = await client.FollowAsync(RunKind.Evaluations, run, row, board, cancellationToken);
        var result = run.Result ?? throw new CliException("no-result", $"The evaluation {run.Id} completed without a result.");
        board.Finish(row, $"{Readable.Count((long)(result.Number("items") ?? 0))} items scored");
        var folder = Path.GetFullPath(Path.Combine(reports, input.Name));
        Directory.CreateDirectory(folder);
        var html = Path.Combine(folder, "report.html");
        await client.DownloadAsync(client.ReportAddress(run.Id, "html"), html, cancellationToken);
        await client.DownloadAsync(client.ReportAddress(run.Id, "json"), Path.Combine(folder, "report.json"), cancellationToken);
        return new(EvaluateCommand.ScalarMetrics(result), (long)(result.Number("items") ?? 0), (long)(result.Number("wrong") ?? 0), new Uri(html).AbsoluteUri);
    }

    private async Task<(T Value, double Seconds)> TimeAsync<T>(Func<Task<T>> work)
    {
        var started = clock.GetTimestamp();
        var value = await work();
        return (value, clock.GetElapsedTime(started).TotalSeconds);
    }
}
