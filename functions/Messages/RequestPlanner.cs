using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Formats;
using Winnow.Core.Messages;
using Winnow.Functions.Common;
using Winnow.Functions.Datasets;
using Winnow.Functions.Evaluation;
using Winnow.Functions.Http;
using Winnow.Functions.Labelling;
using Winnow.Storage.Messages;

namespace Winnow.Functions.Messages;

/// <summary>Holds a message against its schema and against what there is, and says what it starts.</summary>
public sealed class RequestPlanner(
    MessageSchemas schemas,
    IDatasetStore datasets,
    LabelPlanner labelling,
    EvaluationPlanner evaluation,
    SnapshotPlanner snapshots,
    SourceAddresses addresses,
    RequestStore store,
    IOptions<MessagesOptions> options)
{
    /// <summary>Plans a request.</summary>
    /// <param name="type">One of <see cref="RequestTypes"/>.</param>
    /// <param name="messageId">The run's id derives from it, as from an <c>Idempotency-Key</c>.</param>
    /// <param name="correlationId">For the events.</param>
    /// <param name="body">JSON.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="WinnowException">What the sender has to correct.</exception>
    public async Task<RequestPlan> PlanAsync(
        string type, string messageId, string correlationId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => type switch
    {
        RequestTypes.Ingest => await IngestAsync(messageId, correlationId, await ReadAsync<IngestRequest>(type, body), cancellationToken),
        RequestTypes.Annotate => await AnnotateAsync(messageId, correlationId, await ReadAsync<AnnotateRequest>(type, body), cancellationToken),
        RequestTypes.Label => await LabelAsync(messageId, correlationId, await ReadAsync<LabellingRequest>(type, body), cancellationToken),
        RequestTypes.Evaluate => await EvaluateAsync(messageId, correlationId, await ReadAsync<EvaluationRequest>(type, body), cancellationToken),
        RequestTypes.Snapshot => await SnapshotAsync(messageId, correlationId, await ReadAsync<SnapshotRequest>(type, body), cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of request."),
    };

    private Task<T> ReadAsync<T>(string type, ReadOnlyMemory<byte> body) => schemas.ReadAsync<T>(type, body, HttpApi.Json);

    private async Task<RequestPlan> LabelAsync(string messageId, string correlationId, LabellingRequest request, CancellationToken cancellationToken)
    {
        var run = RunIds.From("labelling", messageId);
        var input = await labelling.PlanAsync(run, request, cancellationToken) with { CorrelationId = correlationId };
        return new(nameof(LabelOrchestrator), $"labelling-{run}", _ => Task.FromResult<object>(input));
    }

    private async Task<RequestPlan> EvaluateAsync(string messageId, string correlationId, EvaluationRequest request, CancellationToken cancellationToken)
    {
        var run = RunIds.From("evaluation", messageId);
        var input = await evaluation.PlanAsync(run, request, cancellationToken) with { CorrelationId = correlationId };
        return new(nameof(EvaluateOrchestrator), $"evaluation-{run}", _ => Task.FromResult<object>(input));
    }

    private async Task<RequestPlan> SnapshotAsync(string messageId, string correlationId, SnapshotRequest request, CancellationToken cancellationToken)
    {
        var run = RunIds.From("snapshot", messageId);
        var input = await snapshots.PlanAsync(run, request, cancellationToken) with { CorrelationId = correlationId };
        return new(nameof(SnapshotOrchestrator), $"snapshot-{run}", _ => Task.FromResult<object>(input));
    }

    private async Task<RequestPlan> IngestAsync(string messageId, string correlationId, IngestRequest request, CancellationToken cancellationToken)
    {
        var dataset = await datasets.RequireAsync(request.Dataset, cancellationToken);
        if (request.Folder is not null && ItemPath.Check(request.Folder) is { IsOk: false } folder)
        {
            throw new WinnowException(ErrorCodes.InvalidMessage, folder.Refusal!.Reason);
        }

        if (request.Blobs is { } blobs)
        {
            var lines = blobs.Select(address => Place(address, request.Folder)).ToList();
            return Ingest(messageId, correlationId, dataset.Name, request.Folder, (run, token) => store.WriteSourcesAsync(run, lines, token));
        }

        var source = request.Prefix ?? request.Manifest!;
        addresses.Require(source);
        return Ingest(messageId, correlationId, dataset.Name, request.Folder, (_, _) => Task.FromResult(source),
            request.Prefix is null ? RequestSourceKind.Manifest : RequestSourceKind.Prefix);
    }

    private async Task<RequestPlan> AnnotateAsync(string messageId, string correlationId, AnnotateRequest request, CancellationToken cancellationToken)
    {
        var dataset = await datasets.RequireAsync(request.Dataset, cancellationToken);
        if (request.Address is not { } address)
        {
            var rows = string.Concat(request.Annotations!.Select(row => JsonSerializer.Serialize(row) + "\n"));
            return Ingest(messageId, correlationId, dataset.Name, null, async (run, token) =>
            {
                var file = await store.WriteFileAsync(run, new BinaryData(Encoding.UTF8.GetBytes(rows)), token);
                return await store.WriteSourcesAsync(run, [new(file, AnnotationsName(run, ".jsonl"))], token);
            });
        }

        addresses.Require(address);
        var extension = Path.GetExtension(address.AbsolutePath).ToLowerInvariant();
        if (extension is not (".jsonl" or ".csv"))
        {
            throw new WinnowException(
                ErrorCodes.InvalidMessage, $"$.address is '{SourceAddresses.Show(address)}', which is no annotation file: its name must end with .jsonl or .csv.");
        }

        return Ingest(messageId, correlationId, dataset.Name, null, (run, token) => store.WriteSourcesAsync(run, [new(address, AnnotationsName(run, extension))], token));
    }

    private RequestPlan Ingest(
        string messageId, string correlationId, string dataset, string? folder, Func<string, CancellationToken, Task<Uri>> prepare,
        RequestSourceKind kind = RequestSourceKind.Checked)
    {
        var run = RunIds.From("ingestion", messageId);
        return new(nameof(IngestRequestOrchestrator), $"ingestion-{run}", async token => new IngestRequestInput
        {
            Run = run,
            Dataset = dataset,
            Source = new(await prepare(run, token), kind, folder),
            CorrelationId = correlationId,
            CopyWindow = options.Value.CopyWindow,
            PollSeconds = options.Value.PollSeconds,
        });
    }

    private SourceLine Place(Uri address, string? folder)
    {
        var name = addresses.Require(address).Name;
        var placed = SourcePlanner.Place(address, folder, name, name);
        return placed.Refusal is null
            ? new(address, placed.Path!)
            : throw new WinnowException(ErrorCodes.InvalidMessage, $"$.blobs holds '{SourceAddresses.Show(address)}', which cannot be dropped: {placed.Refusal.Reason}");
    }

    private static string AnnotationsName(string run, string extension) => $"annotations-{run}{extension}";
}
