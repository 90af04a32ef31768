using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Winnow.Core.Catalogue;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.Functions.Common;
using Winnow.Inference;
using Winnow.Storage.Models;

namespace Winnow.Functions.Labelling;

/// <summary>Labels one pack: reads it in one go, runs the model, writes predictions to Parquet and to the catalogue.</summary>
public sealed partial class PackLabeller(
    ICatalogue catalogue, IPackStore packs, IModelStore models, ModelSessions sessions, PredictionFiles files, TimeProvider time, ILogger<PackLabeller> log)
{
    public async Task<LabelCounts> LabelAsync(LabelInput run, string pack, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var model = await models.ResolveAsync(run.Model, cancellationToken);
        var items = await catalogue.ReadPackAsync(run.Dataset, pack, cancellationToken);
        var missing = await SelectAsync(run, pack, items, model.GetId(), cancellationToken);
        var counts = new LabelCounts { Packs = 1, Items = items.Count };
        if (missing.Count > 0) counts = counts.Add(await RunAsync(run, pack, missing, model, cancellationToken));
        counts = counts with { Skipped = counts.Items - counts.Labelled - counts.Failed };
        return counts with { WorkSeconds = time.GetElapsedTime(started).TotalSeconds };
    }

    /// <summary>What is predicted already is left alone when only missing ones are wanted.</summary>
    private async Task<List<Item>> SelectAsync(LabelInput run, string pack, IReadOnlyList<Item> items, ModelId model, CancellationToken cancellationToken)
    {
        var predicted = run.OnlyMissing
            ? (await catalogue.ReadPredictionsAsync(run.Dataset, pack, model, cancellationToken)).Select(prediction => prediction.ItemId).ToHashSet()
            : [];
        return [.. items.Where(item => !predicted.Contains(item.Id)).OrderBy(item => item.Offset)];
    }

    /// <summary>Items of another kind than the model takes are left alone.</summary>
    private async Task<LabelCounts> RunAsync(LabelInput run, string pack, List<Item> items, RegisteredModel model, CancellationToken cancellationToken)
    {
        using var lease = await sessions.RentAsync(model, cancellationToken);
        items = items.FindAll(item => lease.Session.Card.Network.Input.Accepts(item.MediaType));
        if (items.Count == 0) return new();
        var annotations = await catalogue.ReadAnnotationsAsync(run.Dataset, pack, cancellationToken);
        var annotated = annotations.Where(annotation => annotation.IsTruth).Select(annotation => annotation.ItemId).ToHashSet();

        var times = new InferenceTimes();
        var rows = new List<PredictionRow>(items.Count);
        await foreach (var result in lease.Session.RunAsync(ReadAsync(run.Dataset, pack, items, cancellationToken), times, cancellationToken))
        {
            var isAccepted = result.Error is null && result.Confidence >= run.MinimumConfidence && !annotated.Contains(result.Id);
            rows.Add(ToRow(items[rows.Count], result, isAccepted));
        }

        await files.WriteAsync(run.Dataset, model.GetId(), run.Run, pack, rows, lease.Session.Card.HasClassScores ? lease.Session.Labels : [], cancellationToken);
        await catalogue.WritePredictionsAsync(run.Dataset, items, [.. rows.Select(row => ToPrediction(row, run, model.GetId()))], cancellationToken);
        var warnings = lease.Session.Warnings;
        foreach (var warning in warnings) Warn(log, run.Model, warning);
        return new()
        {
            Labelled = rows.Count(row => row.Error is null),
            PseudoLabels = rows.Count(row => row.IsPseudoLabel),
            Failed = rows.Count(row => row.Error is not null),
            OnnxSeconds = times.Onnx.TotalSeconds / lease.Session.Callers,
            Provider = lease.Session.Provider,
            Warning = warnings.Count == 0 ? null : string.Join('\n', warnings.Select(warning => warning.ReplaceLineEndings(" "))),
        };
    }

    private async IAsyncEnumerable<InferenceItem> ReadAsync(
        string dataset, string pack, List<Item> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (item, content) in packs.ReadItemsAsync(dataset, pack, items, cancellationToken))
            yield return new(item.Id, content);
    }

    private static PredictionRow ToRow(Item item, InferenceResult result, bool isPseudoLabel) => new()
    {
        ItemId = item.Id,
        Name = item.Name,
        Label = result.Label,
        Text = result.Text,
        Confidence = result.Confidence,
        Scores = [.. result.Scores],
        Detail = result.Detail is { } detail ? LabelJson.Write(detail) : null,
        IsPseudoLabel = isPseudoLabel,
        Error = result.Error,
    };

    private static Prediction ToPrediction(PredictionRow row, LabelInput run, ModelId model) => new()
    {
        ItemId = row.ItemId,
        Model = model,
        Run = run.Run,
        Label = row.Label,
        Text = row.Text,
        Confidence = row.Confidence,
        IsPseudoLabel = row.IsPseudoLabel,
        Error = row.Error,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model}: {Warning}")]
    private static partial void Warn(ILogger logger, string model, string warning);
}
