using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;
using Winnow.Storage.Messages;

namespace Winnow.Functions.Messages;

/// <summary>The work of requests for ingestion: finding files, copying them into the drop zone, looking whether they have left it.</summary>
public sealed class IngestRequestActivities(
    SourcePlanner planner, SourceCopier copier, RequestStore store, IQuarantine quarantine, IBatchStore batches, IDatasetStore datasets)
{
    private const int ParallelCopies = 16;

    /// <summary>Writes down which files the next page has.</summary>
    /// <returns>The continuation; null after the last page.</returns>
    /// <remarks>Idempotent by run and page: of two tries the last one counts, and its continuation with it.</remarks>
    [Function(nameof(PlanPage))]
    public async Task<string?> PlanPage([ActivityTrigger] PlanPageInput input, CancellationToken cancellationToken)
    {
        var (files, continuation) = await planner.PlanAsync(input.Source, input.Continuation, cancellationToken);
        await store.WritePageAsync(input.Run, input.Page, files, cancellationToken);
        return continuation;
    }

    /// <summary>Copies the files of a page into the drop zone; those that cannot be dropped are listed in the quarantine.</summary>
    /// <remarks>Idempotent by run and path: see <see cref="SourceCopier"/>.</remarks>
    [Function(nameof(CopyPage))]
    public async Task<CopyCounts> CopyPage([ActivityTrigger] CopyPageInput input, CancellationToken cancellationToken)
    {
        var (run, dataset, page) = input;
        var files = await store.ReadPageAsync(run, page, cancellationToken);
        var refusals = new Refusal?[files.Count];
        await Parallel.ForAsync(
            0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = ParallelCopies, CancellationToken = cancellationToken },
            async (i, token) => refusals[i] = files[i].Refusal ?? await copier.CopyAsync(run, dataset, files[i].Address!, files[i].Path!, token));

        var refused = refusals.OfType<Refusal>().Select(refusal => new RefusedFile(refusal, $"-requests/{run}", run)).ToList();
        if (refused.Count > 0)
            await quarantine.AddAsync(dataset, null, refused, cancellationToken);
        return new(files.Count - refused.Count, refused.Count);
    }

    /// <summary>Looks whether files of the request are in the drop zone, or in a batch that has not been recorded yet.</summary>
    [Function(nameof(FindLeft))]
    public async Task<LeftToIngest> FindLeft([ActivityTrigger] FindLeftInput input, CancellationToken cancellationToken)
    {
        if (input.AwaitedBatch is null && await copier.HasDropsAsync(input.Run, input.Dataset, cancellationToken))
            return new(false, null);
        var running = (await batches.FindUnfinishedAsync(input.Dataset, cancellationToken))?.Batch;
        var isDone = running is null || (input.AwaitedBatch is not null && input.AwaitedBatch != running);
        return new(isDone, isDone ? null : running);
    }

    /// <summary>Sums up the batches that ended since the request began, and deletes what was kept for running it.</summary>
    [Function(nameof(CountRequest))]
    public async Task<IngestCounts> CountRequest([ActivityTrigger] CountRequestInput input, CancellationToken cancellationToken)
    {
        var totals = await datasets.GetTotalsAsync(input.Dataset, input.StartedAt, cancellationToken);
        await store.CleanUpAsync(input.Run, cancellationToken);
        return totals.Counts;
    }
}
