using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Models;
using Winnow.Core.Versions;

namespace Winnow.Functions.Evaluation;

/// <summary>The steps of an evaluation.</summary>
public sealed class EvaluationActivities(
    ICatalogue catalogue, IPackStore packs, IVersionStore versions, IEvaluationStore evaluations, ShardReader shards, Fingerprints fingerprints,
    ReportMaker reports)
{
    /// <summary>A page of the packs to evaluate: of the dataset as it is, or of a version.</summary>
    [Function(nameof(ListShards))]
    public async Task<ShardPage> ListShards([ActivityTrigger] ListShardsInput input, CancellationToken cancellationToken)
    {
        if (input.Version is { } version)
        {
            var recorded = await versions.ListShardsAsync(input.Dataset, version, input.Continuation, input.PageSize, cancellationToken);
            return new([.. recorded.Value.Select(shard => new EvaluationShard(shard.Pack, shard.Hash, input.IsReference))], recorded.Continuation);
        }

        var page = await packs.ListAsync(input.Dataset, input.Continuation, input.PageSize, cancellationToken);
        return new([.. page.Value.Select(pack => new EvaluationShard(pack.Name, null, input.IsReference))], page.Continuation);
    }

    /// <summary>Evaluates one pack: results per item, error index, and last its numbers.</summary>
    /// <remarks>Idempotent by run and pack: a pack whose numbers are there is not evaluated again.</remarks>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.MissingPredictions"/></exception>
    [Function(nameof(EvaluateShard))]
    public async Task<ShardResult> EvaluateShard([ActivityTrigger] EvaluateShardInput input, CancellationToken cancellationToken)
    {
        var (spec, key) = (input.Spec, input.Shard.GetKey());
        if (await evaluations.FindNumbersAsync(input.Run, NumberNames.OfPack(key), cancellationToken) is { } known)
        {
            return ShardResult.Of(known);
        }

        var content = await shards.ReadAsync(spec, input.Shard, cancellationToken);
        var evaluation = new PackEvaluation(spec, content.Items, content.Annotations, content.Predictions, input.Shard.IsReference, content.Classes);
        if (evaluation.Unpredicted > 0 && !input.AcceptMissing)
        {
            return new(content.Items.Count, evaluation.Unpredicted);
        }

        RequireComplete(spec, evaluation, input.Shard.Pack);
        if (spec.FindLeaks)
        {
            var taken = await fingerprints.TakeAsync(spec.Dataset, input.Shard.Pack, content.Items, cancellationToken);
            await evaluations.WriteFingerprintsAsync(input.Run, key, taken, cancellationToken);
        }

        await evaluations.WriteItemsAsync(input.Run, key, evaluation.Outcomes, evaluation.Accumulator.Task, cancellationToken);
        if (!input.Shard.IsReference)
        {
            await WriteErrorsAsync(spec, content.Items, evaluation.Outcomes, cancellationToken);
        }

        await evaluations.WriteNumbersAsync(input.Run, NumberNames.OfPack(key), evaluation.Accumulator, cancellationToken);
        return ShardResult.Of(evaluation.Accumulator);
    }

    /// <summary>Merges the numbers of a group's packs.</summary>
    /// <remarks>Idempotent by run and group.</remarks>
    [Function(nameof(MergeGroup))]
    public async Task MergeGroup([ActivityTrigger] EvaluateGroupInput input, CancellationToken cancellationToken)
    {
        var run = input.Evaluation;
        var names = input.Shards.Select(shard => NumberNames.OfPack(shard.GetKey())).ToAsyncEnumerable();
        var merged = await evaluations.MergeAsync(run.Run, run.Spec, names, cancellationToken);
        await evaluations.WriteNumbersAsync(run.Run, NumberNames.OfGroup(input.Group), merged, cancellationToken);
    }

    /// <summary>Merges the groups, analyses the results of all items, and writes the report.</summary>
    /// <remarks>Idempotent by run.</remarks>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.NothingToEvaluate"/>, <see cref="ErrorCodes.BaselineMismatch"/></exception>
    [Function(nameof(MakeReport))]
    public async Task<EvaluationResult> MakeReport([ActivityTrigger] ReportInput input, CancellationToken cancellationToken) =>
        EvaluationResult.From(await reports.MakeAsync(input, cancellationToken));

    private static void RequireComplete(EvaluationSpec spec, PackEvaluation evaluation, string pack)
    {
        if (spec.Missing == MissingRule.Fail && evaluation.Unpredicted > 0)
        {
            throw new WinnowException(
                ErrorCodes.MissingPredictions,
                $"{evaluation.Unpredicted} items of pack '{pack}' of dataset '{spec.Dataset}' have no prediction of '{spec.Model}', and the run wants all: "
                + "bring the missing ones, or send \"missing\": \"skip\" to leave such items out of the scores, which the report then counts.");
        }
    }

    // The index holds the errors of the last evaluation, so items of other splits lose theirs.
    private async Task WriteErrorsAsync(
        EvaluationSpec spec, IReadOnlyList<Item> items, IReadOnlyList<ItemOutcome> outcomes, CancellationToken cancellationToken)
    {
        var kind = spec.Task is ModelTask.Classification or ModelTask.Sequence ? "misclassified" : spec.Task == ModelTask.TextRecognition ? "misread" : "wrong";
        var errors = outcomes.Where(outcome => !outcome.IsCorrect).ToDictionary(outcome => outcome.ItemId, _ => kind);
        await catalogue.WriteErrorsAsync(spec.Dataset, ModelId.Parse(spec.Model), items, errors, cancellationToken);
    }
}
