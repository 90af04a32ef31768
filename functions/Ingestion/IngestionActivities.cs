using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;
using Winnow.Functions.Labelling;

namespace Winnow.Functions.Ingestion;

/// <summary>The work of ingestion: taking batches, ingesting shards, recording what was done.</summary>
public sealed class IngestionActivities(
    IDropZone dropZone, IIntake intake, IBatchStore batches, IDatasetStore datasets, LabelPlanner planner, ShardIngestion shards, TimeProvider time)
{
    private const int ParallelDeletes = 8;

    /// <summary>Takes pending drops as the next batch; null when there are none. A batch that was taken and never finished comes first.</summary>
    /// <remarks>Idempotent by batch: the first manifest of a name stays. A name that is not newer than the last finished batch is not used again, as its packs are there.</remarks>
    [Function(nameof(TakeBatch))]
    public async Task<BatchManifest?> TakeBatch([ActivityTrigger] TakeBatchInput input, CancellationToken cancellationToken)
    {
        if (await batches.FindUnfinishedAsync(input.Dataset, cancellationToken) is { } unfinished)
            return unfinished;
        var last = await batches.FindLastFinishedAsync(input.Dataset, cancellationToken);
        if (last is not null && string.CompareOrdinal(input.Batch, last) <= 0)
            return null;

        var drops = await intake.PeekAsync(input.Dataset, input.MaxDrops, input.MaxBytes, cancellationToken);
        if (drops.Count == 0)
            return null;
        var now = time.GetUtcNow();
        await datasets.EnsureAsync(new Dataset { Name = input.Dataset, CreatedAt = now }, cancellationToken);
        var cut = ShardPlan.Cut(drops);
        var manifest = new BatchManifest(input.Dataset, input.Batch, now, cut.Count, drops.Count, drops.Sum(drop => drop.Length));
        return await batches.CreateAsync(manifest, cut, cancellationToken);
    }

    /// <summary>Ingests the drops of one shard, and then takes them out of the drop zone.</summary>
    /// <remarks>
    /// Idempotent by batch and shard: packs, rows and quarantined files have names that derive from both or from content, so a repeated shard overwrites
    /// itself; once its result is written, only the cleaning up is repeated. Of a finished batch nothing is left to do.
    /// </remarks>
    [Function(nameof(IngestShard))]
    public async Task<IngestCounts> IngestShard([ActivityTrigger] IngestShardInput input, CancellationToken cancellationToken)
    {
        var (dataset, batch, shard) = input;
        if (await batches.ReadShardAsync(dataset, batch, shard, cancellationToken) is not { } manifest)
            return new IngestCounts();

        var counts = await batches.FindResultAsync(dataset, batch, shard, cancellationToken);
        if (counts is null)
        {
            counts = await shards.RunAsync(input, manifest, cancellationToken);
            await batches.WriteResultAsync(dataset, batch, shard, counts, cancellationToken);
        }

        await CleanUpAsync(manifest.Drops, cancellationToken);
        return counts;
    }

    /// <summary>Adds a batch to its dataset's totals and forgets what was kept for running it.</summary>
    /// <remarks>Idempotent by batch. A batch of drops that were all gone before they were read leaves no trace in the totals.</remarks>
    [Function(nameof(RecordBatch))]
    public async Task RecordBatch([ActivityTrigger] RecordBatchInput input, CancellationToken cancellationToken)
    {
        if (input.Counts.Drops > 0)
            await datasets.AddBatchAsync(input.Dataset, input.Batch, input.Counts, cancellationToken);
        await batches.FinishAsync(input.Dataset, input.Batch, cancellationToken);
    }

    /// <summary>What the dataset's label policy wants to be done with a batch; null when nothing.</summary>
    /// <exception cref="Core.Errors.WinnowException">As of <see cref="LabelPlanner.PlanAsync"/>.</exception>
    [Function(nameof(PlanLabelling))]
    public async Task<LabelInput?> PlanLabelling([ActivityTrigger] LabelBatchInput input, CancellationToken cancellationToken)
    {
        var policy = (await datasets.FindAsync(input.Dataset, cancellationToken))?.Policy;
        if (policy is not { LabelOnIngest: true, Model: not null })
            return null;
        var run = await planner.PlanAsync(input.Run, new(input.Dataset, null, null, null), cancellationToken);
        return run with { Batch = input.Batch, ReuseCalibration = true };
    }

    // The blob first: a row without a blob is found and forgotten later, a blob without a row would be ingested again.
    private async Task CleanUpAsync(IReadOnlyList<Drop> drops, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            drops,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelDeletes, CancellationToken = cancellationToken },
            async (drop, token) => await dropZone.DeleteAsync($"{drop.Dataset}/{drop.Path}", drop.ETag, token));
        await intake.RemoveAsync(drops, cancellationToken);
    }
}
