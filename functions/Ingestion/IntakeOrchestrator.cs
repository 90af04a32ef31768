using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Winnow.Core.Ingestion;
using Winnow.Functions.Common;

namespace Winnow.Functions.Ingestion;

/// <summary>Takes a dataset's drops batch by batch until nothing is left; there is one per dataset, <c>intake-{dataset}</c>.</summary>
public static partial class IntakeOrchestrator
{
    /// <summary>The id of a dataset's intake.</summary>
    public static string InstanceId(string dataset) => $"intake-{dataset}";

    [Function(nameof(IntakeOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, IntakeCheckpoint checkpoint)
    {
        var (dataset, settings) = (checkpoint.Dataset, checkpoint.Settings);
        if (checkpoint.Gather)
            await context.CreateTimer(TimeSpan.FromSeconds(settings.GatherSeconds), CancellationToken.None);

        var wanted = new TakeBatchInput(dataset, NewBatch(context), settings.MaxDropsPerBatch, settings.MaxBytesPerBatch);
        var batch = await context.CallActivityAsync<BatchManifest?>(nameof(IngestionActivities.TakeBatch), wanted, Retries.Standard);
        if (batch is null)
        {
            var idleSince = checkpoint.IdleSince ?? context.CurrentUtcDateTime;
            if ((context.CurrentUtcDateTime - idleSince).TotalSeconds < settings.IdleSeconds)
                context.ContinueAsNew(checkpoint with { IdleSince = idleSince, Gather = true });
            return;
        }

        await IngestAsync(context, new IngestInput(batch, settings));
        context.ContinueAsNew(checkpoint with { IdleSince = null, Gather = batch.Drops < settings.MaxDropsPerBatch });
    }

    // A batch that failed is unfinished: TakeBatch returns it again, and its shards that are done are not done twice.
    private static async Task IngestAsync(TaskOrchestrationContext context, IngestInput input)
    {
        try
        {
            await context.CallSubOrchestratorAsync<IngestResult>(nameof(IngestOrchestrator), input);
        }
        catch (TaskFailedException failure)
        {
            LogBatchFailed(context.CreateReplaySafeLogger(nameof(IntakeOrchestrator)), failure, input.Batch.Batch, input.Batch.Dataset, input.Settings.RetrySeconds);
            await context.CreateTimer(TimeSpan.FromSeconds(input.Settings.RetrySeconds), CancellationToken.None);
        }
    }

    // Sorts by time, letters and digits only, the same length always: a prefix of pack names that no other batch shares.
    private static string NewBatch(TaskOrchestrationContext context) => string.Create(
        CultureInfo.InvariantCulture, $"{context.CurrentUtcDateTime:yyyyMMddHHmmssfff}{context.NewGuid().ToString("N").AsSpan(0, 4)}");

    [LoggerMessage(Level = LogLevel.Error, Message = "Batch {Batch} of dataset {Dataset} failed and is tried again in {Seconds} s")]
    private static partial void LogBatchFailed(ILogger logger, Exception failure, string batch, string dataset, double seconds);
}
