using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Core.Ingestion;
using Winnow.Functions.Common;

namespace Winnow.Functions.Ingestion;

/// <summary>Ingests a range of a batch's shards: batches of many shards are split into these, so that no history grows long.</summary>
public static class IngestGroupOrchestrator
{
    [Function(nameof(IngestGroupOrchestrator))]
    public static async Task<IngestCounts> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, IngestGroupInput input)
    {
        var counts = new IngestCounts();
        await FanOutAsync(context, input, done => counts += done);
        return counts;
    }

    internal static Task FanOutAsync(TaskOrchestrationContext context, IngestGroupInput input, Action<IngestCounts> completed) => Window.RunAsync(
        Enumerable.Range(input.FirstShard, input.Shards),
        input.Window,
        shard => context.CallActivityAsync<IngestCounts>(
            nameof(IngestionActivities.IngestShard), new IngestShardInput(input.Dataset, input.Batch, shard), Retries.Standard),
        completed,
        isFinal: false);
}
