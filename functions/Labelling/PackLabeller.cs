using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Core.PseudoLabels;
using Winnow.Storage.Models;
using Winnow.Storage.PseudoLabels;

namespace Winnow.Functions.Labelling;

/// <summary>Labels one pack: runs the models, decides which answers become pseudo-labels, writes predictions to Parquet and to the catalogue.</summary>
public sealed class PackLabeller(
    ICatalogue catalogue, IModelStore models, ModelRunner runner, CalibrationStore calibrations, PredictionFiles files, TimeProvider time)
{
    public async Task<LabelCounts> LabelAsync(LabelInput run, string pack, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var items = await catalogue.ReadPackAsync(run.Dataset, pack, cancellationToken);
        var missing = await SelectAsync(run, pack, items, cancellationToken);
        var counts = new LabelCounts { Packs = 1, Items = items.Count };
        if (missing.Count > 0) counts = counts.Add(await RunAsync(run, pack, missing, cancellationToken));
        counts = counts with { Skipped = counts.Items - counts.Labelled - counts.Failed };
        return counts with { WorkSeconds = time.GetElapsedTime(started).TotalSeconds };
    }

    /// <summary>What every model has predicted already is left alone when only missing ones are wanted.</summary>
    /// <remarks>A prediction of this very run is of an earlier try of the same pack, which selected its item: selected again, it comes out the same.</remarks>
    private async Task<List<Item>> SelectAsync(LabelInput run, string pack, IReadOnlyList<Item> items, CancellationToken cancellationToken)
    {
        var predicted = run.OnlyMissing ? items.Select(item => item.Id).ToHashSet() : [];
        foreach (var model in run.OnlyMissing ? run.Models : [])
        {
            var known = await catalogue.ReadPredictionsAsync(run.Dataset, pack, ModelId.Parse(model), cancellationToken);
            predicted.IntersectWith(known.Where(prediction => prediction.Run != run.Run).Select(prediction => prediction.ItemId));
        }

        return [.. items.Where(item => !predicted.Contains(item.Id)).OrderBy(item => item.Offset)];
    }

    private async Task<LabelCounts> RunAsync(LabelInput run, string pack, List<Item> items, CancellationToken cancellationToken)
    {
        var runs = new List<ModelRun>();
        foreach (var model in run.Models)
            runs.Add(await runner.RunAsync(run.Dataset, pack, items, await models.ResolveAsync(model, cancellationToken), cancellationToken));
        var annotations = await catalogue.ReadAnnotationsAsync(run.Dataset, pack, cancellationToken);
        var calibration = await RequireCalibrationAsync(run, cancellationToken);
        var predictions = new PackPredictions(run, runs, Decider(run, runs, calibration), annotations.Where(annotation => annotation.IsTruth).Select(annotation => annotation.ItemId).ToHashSet());

        foreach (var (model, rows) in runs.Zip(predictions.Rows))
        {
            if (rows.Count > 0) await files.WriteAsync(run.Dataset, model.Model, run.Run, pack, rows, model.Labels, cancellationToken);
        }

        if (predictions.All.Count > 0) await catalogue.WritePredictionsAsync(run.Dataset, items, predictions.All, cancellationToken);
        var own = predictions.Rows[0];
        return new()
        {
            Labelled = own.Count(row => row.Error is null),
            PseudoLabels = predictions.All.Count(prediction => prediction.IsPseudoLabel),
            Failed = own.Count(row => row.Error is not null),
            OnnxSeconds = runs.Sum(model => model.OnnxSeconds),
            Provider = LabelCounts.JoinProviders(runs.Select(model => model.Provider)),
            Warning = LabelCounts.JoinWarnings(runs.SelectMany(model => model.Warnings).Append(calibration?.Warning)),
        };
    }

    private static LabelDecider Decider(LabelInput run, List<ModelRun> runs, Core.PseudoLabels.Calibration? calibration)
    {
        IReadOnlyList<string>[] classes = [.. runs.Select(model => model.Classes)];
        return calibration is null ? new(classes, run.Agreement, run.MinimumConfidence, run.TopK) : new(classes, calibration, run.TopK);
    }

    private async Task<Core.PseudoLabels.Calibration?> RequireCalibrationAsync(LabelInput run, CancellationToken cancellationToken) => run.Calibration is { } id
        ? await calibrations.FindAsync(run.Dataset, id, cancellationToken)
            ?? throw new WinnowException(ErrorCodes.UnknownCalibration, $"Dataset '{run.Dataset}' has no calibration '{id}' any more: start the run again, and it calibrates anew.")
        : null;
}
