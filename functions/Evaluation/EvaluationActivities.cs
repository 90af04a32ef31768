using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Report;
using Winnow.Core.Models;

namespace Winnow.Functions.Evaluation;

/// <summary>The steps of an evaluation.</summary>
public sealed class EvaluationActivities(ICatalogue catalogue, IPackStore packs, IEvaluationStore evaluations, ReportImages images)
{
    private const int ParallelReads = 8;

    /// <summary>A page of the dataset's packs.</summary>
    [Function(nameof(ListPacksToEvaluate))]
    public async Task<PackPage> ListPacksToEvaluate([ActivityTrigger] ListPacksInput input, CancellationToken cancellationToken)
    {
        var page = await packs.ListAsync(input.Dataset, input.Continuation, input.PageSize, cancellationToken);
        return new([.. page.Value.Select(pack => pack.Name)], page.Continuation);
    }

    /// <summary>Evaluates one pack: results per item, error index, and last its numbers.</summary>
    /// <remarks>Idempotent by run and pack: a pack whose numbers are there is not evaluated again.</remarks>
    [Function(nameof(EvaluateShard))]
    public async Task<ShardResult> EvaluateShard([ActivityTrigger] EvaluateShardInput input, CancellationToken cancellationToken)
    {
        if (await evaluations.FindNumbersAsync(input.Run, NumberNames.OfPack(input.Pack), cancellationToken) is { } known)
        {
            return ShardResult.Of(known);
        }

        var model = ModelId.Parse(input.Model);
        var packItems = await catalogue.ReadPackAsync(input.Dataset, input.Pack, cancellationToken);
        var items = packItems.Where(item => input.Split is null || item.Split == input.Split).ToList();
        var evaluation = new PackEvaluation(
            input.Task, items,
            await catalogue.ReadAnnotationsAsync(input.Dataset, input.Pack, cancellationToken),
            await catalogue.ReadPredictionsAsync(input.Dataset, input.Pack, model, cancellationToken));
        if (evaluation.Unpredicted > 0 && !input.AcceptMissing)
        {
            return new(items.Count, evaluation.Unpredicted);
        }

        await evaluations.WriteItemsAsync(input.Run, input.Pack, evaluation.Outcomes, cancellationToken);
        await WriteErrorsAsync(input, model, packItems, evaluation.Outcomes, cancellationToken);
        await evaluations.WriteNumbersAsync(input.Run, NumberNames.OfPack(input.Pack), evaluation.Accumulator, cancellationToken);
        return ShardResult.Of(evaluation.Accumulator);
    }

    /// <summary>Merges the numbers of a group's packs.</summary>
    /// <remarks>Idempotent by run and group.</remarks>
    [Function(nameof(MergeGroup))]
    public async Task MergeGroup([ActivityTrigger] EvaluateGroupInput input, CancellationToken cancellationToken)
    {
        var run = input.Evaluation;
        var merged = await MergeAsync(run.Run, run.Task, NamesOf(input.Packs), cancellationToken);
        await evaluations.WriteNumbersAsync(run.Run, NumberNames.OfGroup(input.Group), merged, cancellationToken);
    }

    /// <summary>Merges the groups and writes the report.</summary>
    /// <remarks>Idempotent by run.</remarks>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.NothingToEvaluate"/></exception>
    [Function(nameof(MakeReport))]
    public async Task<EvaluationResult> MakeReport([ActivityTrigger] ReportInput input, CancellationToken cancellationToken)
    {
        var about = input.About;
        var groups = evaluations.ListNumbersAsync(about.Id, NumberNames.Groups, cancellationToken);
        var merged = await MergeAsync(about.Id, input.Task, groups, cancellationToken);
        if (merged.Items == 0)
        {
            throw Nothing(about, merged);
        }

        var report = EvaluationReport.From(about, merged);
        var pictures = await images.ReadAsync(report, cancellationToken);
        await evaluations.WriteReportAsync(report, ReportPage.Write(report, pictures), cancellationToken);
        return EvaluationResult.From(report);
    }

    // The index holds the errors of the last evaluation, so items of other splits lose theirs.
    private async Task WriteErrorsAsync(
        EvaluateShardInput input, ModelId model, IReadOnlyList<Item> items, IReadOnlyList<ItemOutcome> outcomes, CancellationToken cancellationToken)
    {
        var kind = input.Task == ModelTask.Classification ? "misclassified" : "misread";
        var errors = outcomes.Where(outcome => !outcome.IsCorrect).ToDictionary(outcome => outcome.ItemId, _ => kind);
        await catalogue.WriteErrorsAsync(input.Dataset, model, items, errors, cancellationToken);
    }

    // Some are read ahead; in memory are only those and the sum.
    private async Task<EvaluationAccumulator> MergeAsync(string run, ModelTask task, IAsyncEnumerable<string> names, CancellationToken cancellationToken)
    {
        var merged = new EvaluationAccumulator(task);
        await foreach (var chunk in names.Chunk(ParallelReads).WithCancellation(cancellationToken))
        {
            foreach (var numbers in await Task.WhenAll(chunk.Select(name => ReadAsync(run, name, cancellationToken))))
            {
                merged.Merge(numbers);
            }
        }

        return merged;
    }

    private async Task<EvaluationAccumulator> ReadAsync(string run, string name, CancellationToken cancellationToken) =>
        await evaluations.FindNumbersAsync(run, name, cancellationToken)
        ?? throw new InvalidOperationException($"The numbers {name} of evaluation {run} are missing.");

    private static IAsyncEnumerable<string> NamesOf(IReadOnlyList<string> packs) => packs.Select(NumberNames.OfPack).ToAsyncEnumerable();

    private static WinnowException Nothing(EvaluationSubject about, EvaluationAccumulator merged)
    {
        var what = merged.Task == ModelTask.Classification ? "a label" : "a text";
        var where = about.Split is null ? $"the dataset '{about.Dataset}'" : $"the split '{about.Split}' of the dataset '{about.Dataset}'";
        var skipped = merged.Skipped;
        return new(
            ErrorCodes.NothingToEvaluate,
            $"Nothing in {where} has both {what} from people and a prediction of '{about.Model}': {skipped.NoAnnotation} items have no annotation, "
            + $"{skipped.NoPrediction} no prediction, and on {skipped.PredictionError} the model failed. Drop an annotation file, then evaluate again.");
    }
}
