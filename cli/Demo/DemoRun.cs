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
    /// <summary>Does all stages, and says what came out; a stage that fails is a problem, and the last stage of its dataset.</summary>
    public async Task<DatasetOutcome> RunAsync(DemoDataset input, CancellationToken cancellationToken)
    {
        var summary = new DatasetSummary { Name = input.Name, Dropped = input.Dropped, AnnotationFiles = input.AnnotationFiles, Model = input.Model };
        (string Name, Func<DemoDataset, DatasetSummary, CancellationToken, Task<DatasetSummary>> Run)[] stages =
            [("ingest", IngestAsync), ("label", LabelAsync), ("evaluate", EvaluateAsync)];
        foreach (var (stage, run) in stages)
        {
            try
            {
                summary = await run(input, summary, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                var (code, message) = ErrorReport.Describe(error);
                board.Close();
                return new(summary, [$"{input.Name}: {stage} failed: {message} ({code})"]);
            }
        }

        return new(summary, [.. DemoChecks.Find(input, summary)]);
    }

    private async Task<DatasetSummary> IngestAsync(DemoDataset input, DatasetSummary summary, CancellationToken cancellationToken)
    {
        await client.CreateDatasetAsync(input.Name, new(input.Model, input.MinimumConfidence), input.Classes, cancellationToken);
        var (dataset, seconds) = await TimeAsync(() => DropAsync(input, cancellationToken));
        var quarantined = new List<QuarantineEntry>();
        await foreach (var entry in client.ListQuarantineAsync(input.Name, cancellationToken))
        {
            quarantined.Add(entry);
        }

        var counts = dataset.Totals!.Counts;
        return summary with
        {
            Items = counts.Items,
            Duplicates = counts.Duplicates,
            Quarantined = quarantined,
            Annotations = counts.Annotations,
            Seconds = summary.Seconds with { Ingest = seconds },
        };
    }

    private async Task<DatasetSummary> LabelAsync(DemoDataset input, DatasetSummary summary, CancellationToken cancellationToken)
    {
        var (result, seconds) = await TimeAsync(() => LabelAsync(input, cancellationToken));
        return summary with
        {
            Labelled = (long)(result.Number("labelled") ?? 0),
            PseudoLabels = (long)(result.Number("pseudoLabels") ?? 0),
            Model = result.Text("model") ?? input.Model,
            Provider = result.Text("provider"),
            OnnxShare = Math.Round(result.Number("onnxShare") ?? 0, 3),
            Seconds = summary.Seconds with { Label = seconds },
        };
    }

    private async Task<DatasetSummary> EvaluateAsync(DemoDataset input, DatasetSummary summary, CancellationToken cancellationToken)
    {
        var (evaluation, seconds) = await TimeAsync(() => EvaluateAsync(input, cancellationToken));
        return summary with { Evaluation = evaluation, Seconds = summary.Seconds with { Evaluate = seconds } };
    }

    private async Task<Dataset> DropAsync(DemoDataset input, CancellationToken cancellationToken)
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
        var dataset = await new IntakeWaiter(client, clock).WaitAsync(input.Name, new(), files, reading => board.Report(row, reading), cancellationToken)
            ?? throw new CliException("unknown-dataset", $"The app knows no dataset '{input.Name}' although it was created.");
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
        var request = new EvaluateRequest(input.Name, input.Model, input.Split);
        if (input.Baseline is { } baseline)
        {
            var before = await EvaluateAsync(request with { Model = baseline }, $"{input.Name}: baseline", cancellationToken);
            request = request with { Baseline = before.Id, FindLeaks = true, Gates = [.. input.Gates.Select(gate => gate.Rule)] };
        }

        var run = await EvaluateAsync(request, row, cancellationToken);
        var result = run.ReadResult<EvaluationResult>();
        var (html, failures) = await DownloadAsync(input.Name, run.Id, cancellationToken);
        return new(result.KnownMetrics, result.Items, result.Wrong, new Uri(html).AbsoluteUri)
        {
            Intervals = result.Intervals, Baseline = result.Baseline, Gates = result.Gates, Failures = failures,
        };
    }

    private async Task<RunStatus> EvaluateAsync(EvaluateRequest request, string row, CancellationToken cancellationToken)
    {
        var run = await client.StartEvaluationAsync(request, null, cancellationToken);
        run = await client.FollowAsync(RunKind.Evaluations, run, row, board, cancellationToken);
        board.Finish(row, $"{Readable.Count(run.ReadResult<EvaluationResult>().Items)} items scored by {request.Model}");
        return run;
    }

    private async Task<(string Html, FailureAnalysis Failures)> DownloadAsync(string dataset, string run, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(Path.Combine(reports, dataset));
        Directory.CreateDirectory(folder);
        var (html, json) = (Path.Combine(folder, "report.html"), Path.Combine(folder, "report.json"));
        await client.DownloadAsync(client.ReportAddress(run, "html"), html, cancellationToken);
        await client.DownloadAsync(client.ReportAddress(run, "json"), json, cancellationToken);
        await using var stream = File.OpenRead(json);
        using var report = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return (html, FailureAnalysis.Read(report.RootElement));
    }

    private async Task<(T Value, double Seconds)> TimeAsync<T>(Func<Task<T>> work)
    {
        var started = clock.GetTimestamp();
        var value = await work();
        return (value, Math.Round(clock.GetElapsedTime(started).TotalSeconds, 2));
    }
}
