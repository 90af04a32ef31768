using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.Core.Versions;
using Winnow.Storage.Imports;
using Winnow.Storage.Models;

namespace Winnow.Functions.Evaluation;

/// <summary>Reads what the evaluation of one pack needs: its items and annotations, from the catalogue or from a version, and the predictions.</summary>
public sealed class ShardReader(ICatalogue catalogue, IVersionStore versions, PredictionFiles files, ImportTable imports)
{
    public async Task<ShardContent> ReadAsync(EvaluationSpec spec, EvaluationShard shard, CancellationToken cancellationToken)
    {
        var dataset = shard.IsReference ? spec.Reference! : spec.Dataset;
        var (items, annotations) = shard.Hash is { } hash
            ? await ReadVersionAsync(dataset, shard.Pack, hash, cancellationToken)
            : (await catalogue.ReadPackAsync(dataset, shard.Pack, cancellationToken), await catalogue.ReadAnnotationsAsync(dataset, shard.Pack, cancellationToken));
        var import = shard.IsReference ? spec.ReferenceImport : spec.Import;
        return new(items, annotations, await ReadPredictionsAsync(spec, dataset, import, shard.Pack, cancellationToken), await ReadClassesAsync(spec, cancellationToken));
    }

    // Not part of the spec: a thousand names do not belong into the input of every activity.
    private async Task<IReadOnlyList<string>?> ReadClassesAsync(EvaluationSpec spec, CancellationToken cancellationToken) =>
        spec.Import is { } import && await imports.FindAsync(spec.Dataset, spec.Model, cancellationToken) is { Classes.Count: > 0 } brought && brought.Run == import
            ? brought.Classes
            : null;

    private async Task<(IReadOnlyList<Item> Items, IReadOnlyList<Annotation> Annotations)> ReadVersionAsync(
        string dataset, string pack, string hash, CancellationToken cancellationToken)
    {
        var manifest = await versions.ReadShardAsync(dataset, new VersionShard(pack, hash, 0, 0, 0, 0), cancellationToken);
        return ([.. manifest.Select(row => row.ToItem(dataset))], [.. manifest.Select(row => row.ToAnnotation()).OfType<Annotation>()]);
    }

    private async Task<IReadOnlyList<Prediction>> ReadPredictionsAsync(
        EvaluationSpec spec, string dataset, string? import, string pack, CancellationToken cancellationToken)
    {
        var model = ModelId.Parse(spec.Model);
        var rows = await catalogue.ReadPredictionsAsync(dataset, pack, model, cancellationToken);
        if (import is not null)
        {
            // An earlier import of the same name spoke of other items, perhaps.
            rows = [.. rows.Where(row => row.Run == import)];
        }
        else if (spec.Task == ModelTask.TextRecognition)
        {
            return rows;
        }

        var details = new Dictionary<(string Run, string Item), LabelDetail>();
        foreach (var run in rows.Select(row => row.Run).Distinct())
        {
            foreach (var (item, detail) in await files.ReadDetailsAsync(dataset, model, run, pack, cancellationToken))
            {
                details[(run, item)] = detail;
            }
        }

        return [.. rows.Select(row => row with { Detail = details.GetValueOrDefault((row.Run, row.ItemId)) })];
    }
}
