using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Core.Events;
using Winnow.Core.Ingestion;
using Winnow.Functions.Common;
using Winnow.Functions.Events;

namespace Winnow.Functions.Messages;

/// <summary>Ingests what a message names: copies the files into the drop zone, waits until they have left it, and tells what became of them.</summary>
public static class IngestRequestOrchestrator
{
    private const int PagesPerGeneration = 100;
    private const int LooksPerGeneration = 100;

    /// <returns>What was told; null between two generations of a long run.</returns>
    [Function(nameof(IngestRequestOrchestrator))]
    public static Task<ItemsIngested?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, IngestRequestInput input)
    {
        var run = new RunSubject("ingestion", input.Run, input.Dataset, input.CorrelationId);
        return context.TellFailureAsync(run, async () =>
        {
            var state = input.Checkpoint ?? new IngestRequestCheckpoint(context.CurrentUtcDateTime);
            if (!state.IsCopied)
                state = await CopyAsync(context, input, state);
            var (isDone, awaited) = state.IsCopied ? await WaitAsync(context, input, state.AwaitedBatch) : new(false, null);
            if (isDone)
                return await FinishAsync(context, run, state);
            context.ContinueAsNew(input with { Checkpoint = state with { AwaitedBatch = awaited } });
            return null;
        });
    }

    private static async Task<IngestRequestCheckpoint> CopyAsync(TaskOrchestrationContext context, IngestRequestInput input, IngestRequestCheckpoint state)
    {
        var copying = new List<Task<CopyCounts>>();
        for (var planned = 0; planned < PagesPerGeneration && !state.IsCopied; planned++)
        {
            var continuation = await context.CallActivityAsync<string?>(
                nameof(IngestRequestActivities.PlanPage), new PlanPageInput(input.Run, input.Source, state.Pages, state.Continuation), Retries.Standard);
            copying.Add(context.CallActivityAsync<CopyCounts>(
                nameof(IngestRequestActivities.CopyPage), new CopyPageInput(input.Run, input.Dataset, state.Pages), Retries.Standard));
            state = state with { Pages = state.Pages + 1, Continuation = continuation, IsCopied = continuation is null };
            if (copying.Count == input.CopyWindow) state = await TakeAsync(context, state, copying);
        }

        while (copying.Count > 0) state = await TakeAsync(context, state, copying);
        return state;
    }

    private static async Task<IngestRequestCheckpoint> TakeAsync(TaskOrchestrationContext context, IngestRequestCheckpoint state, List<Task<CopyCounts>> copying)
    {
        var page = await Task.WhenAny(copying);
        copying.Remove(page);
        state = state with { Copied = state.Copied + await page };
        var (copied, refused) = state.Copied;
        context.SetCustomStatus(RunProgress.Of("copy", copied, copied, refused, state.StartedAt, context.CurrentUtcDateTime));
        return state;
    }

    private static async Task<LeftToIngest> WaitAsync(TaskOrchestrationContext context, IngestRequestInput input, string? awaitedBatch)
    {
        var left = new LeftToIngest(false, awaitedBatch);
        for (var looks = 0; looks < LooksPerGeneration && !left.IsDone; looks++)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(input.PollSeconds), CancellationToken.None);
            left = await context.CallActivityAsync<LeftToIngest>(
                nameof(IngestRequestActivities.FindLeft), new FindLeftInput(input.Run, input.Dataset, left.AwaitedBatch), Retries.Standard);
        }

        return left;
    }

    private static async Task<ItemsIngested?> FinishAsync(TaskOrchestrationContext context, RunSubject run, IngestRequestCheckpoint state)
    {
        var startedAt = new DateTimeOffset(DateTime.SpecifyKind(state.StartedAt, DateTimeKind.Utc));
        var counts = await context.CallActivityAsync<IngestCounts>(
            nameof(IngestRequestActivities.CountRequest), new CountRequestInput(run.Run, run.Dataset, startedAt), Retries.Standard);
        var result = new ItemsIngested
        {
            Dataset = run.Dataset,
            Run = run.Run,
            Files = state.Copied.Copied + state.Copied.Refused,
            Refused = state.Copied.Refused,
            Counts = IngestedCounts.From(counts),
        };
        await context.TellAsync(run, EventTypes.ItemsIngested, result);
        return result;
    }
}
