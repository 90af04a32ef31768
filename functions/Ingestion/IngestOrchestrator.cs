using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Winnow.Core.Events;
using Winnow.Core.Ingestion;
using Winnow.Functions.Common;
using Winnow.Functions.Events;
using Winnow.Functions.Labelling;

namespace Winnow.Functions.Ingestion;

/// <summary>Ingests one batch: shards fan out, counts fan in, and the label policy decides whether labelling follows.</summary>
public static partial class IngestOrchestrator
{
    [Function(nameof(IngestOrchestrator))]
    public static async Task<IngestResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, IngestInput input)
    {
        var batch = input.Batch;
        var startedAt = context.CurrentUtcDateTime;
        var counts = new IngestCounts();
        void Report(IngestCounts done)
        {
            counts += done;
            context.SetCustomStatus(RunProgress.Of("ingest", counts.Drops, batch.Drops, counts.Quarantined, startedAt, context.CurrentUtcDateTime));
        }

        Report(new IngestCounts());
        if (batch.Shards <= input.Settings.ShardsPerGroup)
            await IngestGroupOrchestrator.FanOutAsync(context, GroupsOf(input).First(), Report);
        else
            await Window.RunAsync(GroupsOf(input), 1, group => context.CallSubOrchestratorAsync<IngestCounts>(nameof(IngestGroupOrchestrator), group), Report, isFinal: false);

        var result = new IngestResult(counts, (context.CurrentUtcDateTime - startedAt).TotalSeconds);
        await context.CallActivityAsync(
            nameof(IngestionActivities.RecordBatch), new RecordBatchInput(batch.Dataset, batch.Batch, counts), Retries.Standard);
        if (counts.Drops > 0)
            await TellAsync(context, batch, counts);
        if (counts.Items > 0)
            await LabelAsync(context, batch);
        return result;
    }

    private static IEnumerable<IngestGroupInput> GroupsOf(IngestInput input)
    {
        var size = input.Settings.ShardsPerGroup;
        for (var first = 0; first < input.Batch.Shards; first += size)
            yield return new(input.Batch.Dataset, input.Batch.Batch, first, Math.Min(size, input.Batch.Shards - first), input.Settings.Window);
    }

    private static Task TellAsync(TaskOrchestrationContext context, BatchManifest batch, IngestCounts counts) => context.TellAsync(
        batch.Dataset, $"batches/{batch.Batch}", correlationId: null, EventTypes.ItemsIngested,
        new ItemsIngested { Dataset = batch.Dataset, Batch = batch.Batch, Counts = IngestedCounts.From(counts) });

    // The items are safe by now: a labelling run that fails can be started again, and must not hold up the next batch.
    private static async Task LabelAsync(TaskOrchestrationContext context, BatchManifest batch)
    {
        try
        {
            var wanted = new LabelBatchInput(batch.Dataset, batch.Batch, context.NewGuid().ToString("N"));
            var label = await context.CallActivityAsync<LabelInput?>(nameof(IngestionActivities.PlanLabelling), wanted, Retries.Standard);
            if (label is null)
                return;
            context.SetCustomStatus(new RunProgress("label", 0, 0, 0, 0, null));
            await context.CallSubOrchestratorAsync<LabelResult>(
                nameof(LabelOrchestrator), label, new SubOrchestrationOptions(instanceId: $"labelling-{label.Run}"));
        }
        catch (TaskFailedException failure)
        {
            LogLabellingFailed(context.CreateReplaySafeLogger(nameof(IngestOrchestrator)), failure, batch.Batch, batch.Dataset);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Batch {Batch} of dataset {Dataset} is ingested, but labelling it failed: start it again with POST /api/labellings")]
    private static partial void LogLabellingFailed(ILogger logger, Exception failure, string batch, string dataset);
}
