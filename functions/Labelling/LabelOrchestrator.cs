using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Core.Events;
using Winnow.Functions.Calibration;
using Winnow.Functions.Common;
using Winnow.Functions.Events;

namespace Winnow.Functions.Labelling;

/// <summary>Labels a dataset, or one batch of it: pages of packs, each in a sub-orchestration, two pages at once.</summary>
public static class LabelOrchestrator
{
    private const int PagesAtOnce = 2;
    private const int PagesPerGeneration = 50;

    [Function(nameof(LabelOrchestrator))]
    public static Task<LabelResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, LabelInput input)
    {
        var run = new RunSubject("labelling", input.Run, input.Dataset, input.CorrelationId);
        return context.TellFailureAsync(run, () => LabelAsync(context, input, run));
    }

    private static async Task<LabelResult> LabelAsync(TaskOrchestrationContext context, LabelInput input, RunSubject run)
    {
        if (input.Checkpoint is null) input = await StartAsync(context, input);
        var state = input.Checkpoint!;
        var pages = new List<Task<LabelCounts>>();
        var listed = 0;
        do
        {
            var page = await context.CallActivityAsync<PackPage>(
                nameof(LabellingActivities.ListPacks), new ListPacksInput(input.Dataset, input.Batch, state.Continuation, state.Total.PageSize), Retries.Standard);
            state = state with { Continuation = page.Continuation };
            if (page.Packs.Count > 0)
                pages.Add(context.CallSubOrchestratorAsync<LabelCounts>(nameof(LabelPageOrchestrator), new LabelPageInput(input with { Checkpoint = null }, page.Packs)));
            if (pages.Count == PagesAtOnce) state = await TakeAsync(context, state, pages);
        }
        while (state.Continuation is not null && ++listed < PagesPerGeneration);

        while (pages.Count > 0) state = await TakeAsync(context, state, pages);
        var result = LabelResult.From(input, state.Done, context.CurrentUtcDateTime - state.StartedAt);
        if (state.Continuation is not null) context.ContinueAsNew(input with { Checkpoint = state });
        else await context.TellAsync(run, EventTypes.LabelsCreated, result.ToEvent(input.Batch));
        return result;
    }

    /// <summary>Calibrates, where something is promised and no calibration is named; the run's time includes that.</summary>
    private static async Task<LabelInput> StartAsync(TaskOrchestrationContext context, LabelInput input)
    {
        var startedAt = context.CurrentUtcDateTime;
        if (input is { Promise: not null, Calibration: null }) input = input with { Calibration = await context.CalibrateAsync(input) };
        var total = await context.CallActivityAsync<PackCount>(
            nameof(LabellingActivities.CountPacks), new ListPacksInput(input.Dataset, input.Batch, null, 0), Retries.Standard);
        var state = new LabelCheckpoint(startedAt, context.CurrentUtcDateTime, total, null, new());
        Report(context, state);
        return input with { Checkpoint = state };
    }

    private static async Task<LabelCheckpoint> TakeAsync(TaskOrchestrationContext context, LabelCheckpoint state, List<Task<LabelCounts>> pages)
    {
        var page = await Task.WhenAny(pages);
        pages.Remove(page);
        state = state with { Done = state.Done.Add(await page) };
        Report(context, state);
        return state;
    }

    private static void Report(TaskOrchestrationContext context, LabelCheckpoint state) => context.SetCustomStatus(
        RunProgress.Of("label", state.Done.Items, Math.Max(state.Total.Items, state.Done.Items), state.Done.Failed, state.LabellingSince, context.CurrentUtcDateTime));
}
