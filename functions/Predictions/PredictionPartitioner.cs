using Azure;
using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;
using Winnow.Core.Models;
using Winnow.Core.Predictions;
using Winnow.Storage.Imports;
using Winnow.Storage.Messages;

namespace Winnow.Functions.Predictions;

/// <summary>Reads a file of predictions once, as a stream: finds the items that its rows are about, and parts the rows so that a pack belongs to one part.</summary>
/// <remarks>Memory: the rows of one look-up (2,000), and what the reader remembers to find duplicates. Parts grow on the local disk.</remarks>
public sealed class PredictionPartitioner(ICatalogue catalogue, IDatasetStore datasets, ImportStore store, SourceAddresses addresses, IOptions<ImportOptions> options)
{
    private const int RowsPerLookUp = 2000;
    private const int MaxParts = 256;

    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidPredictions"/>: the file is refused as a whole, has no prediction for the dataset, or a row is refused and the import is strict.</exception>
    public async Task<ImportPlan> PartAsync(ImportInput input, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await OpenAsync(input.Run, input.Source, ImportStore.Content, cancellationToken)
                ?? throw new WinnowException(ErrorCodes.InvalidPredictions, "The uploaded file is gone; send it again.");
            var reading = await OptionsAsync(input, cancellationToken);
            using var parts = new PartFiles((int)Math.Clamp(content.Length / options.Value.PartBytes + 1, 1, MaxParts));
            var rows = PredictionReader.ReadAsync(input.Name, Enum.Parse<PredictionFormat>(input.Format), content, reading, cancellationToken);
            await foreach (var chunk in rows.Chunk(RowsPerLookUp).WithCancellation(cancellationToken))
            {
                await PlaceAsync(input, chunk, parts, cancellationToken);
            }

            return await FinishAsync(input, parts, cancellationToken);
        }
        catch (RefusedContentException error) when (error.InnerException is not (IOException or RequestFailedException))
        {
            throw new WinnowException(ErrorCodes.InvalidPredictions, $"{error.Refusal.Name}: {error.Refusal.Reason}", error);
        }
    }

    private async Task PlaceAsync(ImportInput input, ImportedPrediction[] rows, PartFiles parts, CancellationToken cancellationToken)
    {
        var said = rows.Where(row => row.Prediction is not null).Select(row => row.Prediction!).ToList();
        var byName = await catalogue.FindByNameAsync(input.Dataset, said.Select(row => row.Path).OfType<string>().ToHashSet(), cancellationToken);
        var byId = await catalogue.FindByIdAsync(input.Dataset, said.Select(row => row.ItemId).OfType<string>().ToHashSet(), cancellationToken);
        foreach (var row in rows)
        {
            if (row.Prediction is not { } prediction)
            {
                Refuse(input, parts, row.Refusal!);
            }
            else if (prediction.ItemId is { } id ? byId.TryGetValue(id, out var place) : byName.TryGetValue(prediction.Path!, out place))
            {
                await parts.AddAsync(new(row.Row, place.ItemId, place.Pack, prediction.Label, prediction.Text, prediction.Confidence, prediction.Detail), TaskOfPredictions.Of(prediction), cancellationToken);
            }
            else
            {
                Refuse(input, parts, new($"{input.Name}:{row.Row}", RefusalCodes.UnknownItem, $"The dataset '{input.Dataset}' has no item '{ItemPath.Show(prediction.ItemId ?? prediction.Path!)}'."));
            }
        }
    }

    private static void Refuse(ImportInput input, PartFiles parts, Refusal refusal)
    {
        if (input.IsStrict)
        {
            throw new WinnowException(ErrorCodes.InvalidPredictions, $"{refusal.Name}: {refusal.Reason} The import is strict, and nothing was imported.");
        }

        parts.Refuse(refusal);
    }

    private async Task<ImportPlan> FinishAsync(ImportInput input, PartFiles parts, CancellationToken cancellationToken)
    {
        if (parts.Placed == 0)
        {
            var first = parts.Refusals.Count > 0 ? $" The first refusal: {parts.Refusals[0].Name}: {parts.Refusals[0].Reason}" : "";
            throw new WinnowException(
                ErrorCodes.InvalidPredictions, $"No row of '{input.Name}' is a prediction for an item of '{input.Dataset}': {parts.Refused.Rows} rows were refused.{first}");
        }

        for (var part = 0; part < parts.Count; part++)
        {
            await using var lines = parts.Open(part);
            await store.WritePartAsync(input.Run, part, lines, cancellationToken);
        }

        await using var refused = parts.OpenRefused();
        await store.WriteRefusedAsync(input.Dataset, input.Run, refused, cancellationToken);
        var task = input.Task ?? parts.Task ?? throw new WinnowException(ErrorCodes.InvalidPredictions, $"What '{input.Name}' predicts cannot be told; send ?task=.");
        return new(parts.Count, task, parts.Placed, parts.Refused, parts.Refusals, parts.Classes);
    }

    private async Task<PredictionOptions> OptionsAsync(ImportInput input, CancellationToken cancellationToken)
    {
        var dataset = await datasets.FindAsync(input.Dataset, cancellationToken);
        await using var vocabulary = await OpenAsync(input.Run, input.Vocabulary, ImportStore.Vocabulary, cancellationToken);
        return PredictionOptions.Default with
        {
            Classes = input.Task is null or ModelTask.Classification or ModelTask.MultiLabel or ModelTask.Detection or ModelTask.Segmentation or ModelTask.Sequence ? dataset?.Classes ?? [] : [],
            Folder = ItemPath.FolderOf(input.Name),
            IsMultiLabel = input.Task == ModelTask.MultiLabel,
            MaxTextChars = 1 << 20,
            Vocabulary = vocabulary is null ? null : await CocoVocabulary.ReadAsync(input.Name, vocabulary, AnnotationOptions.Default, cancellationToken),
        };
    }

    private async Task<Stream?> OpenAsync(string run, Uri? address, string uploaded, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return await store.OpenAsync(run, uploaded, cancellationToken);
        }

        var (container, name) = addresses.Require(address);
        return await container.GetBlobClient(name).OpenReadAsync(cancellationToken: cancellationToken);
    }
}
