using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Functions.Common;
using Winnow.Functions.Labelling;

namespace Winnow.Functions.Calibration;

/// <summary>Learns from a dataset's annotated items how to scale the models' numbers, and from which score on their answers are good enough.</summary>
/// <remarks>The labelling run that needs it leads it, so that its progress is that of the run: one stretch of packs after another, each in a sub-orchestration.</remarks>
public static class CalibrateOrchestrator
{
    /// <summary>Looks at one stretch of packs, page by page.</summary>
    /// <returns>How far it came.</returns>
    [Function(nameof(CalibrateOrchestrator))]
    public static async Task<CalibrateCheckpoint> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, CalibrateStretchInput input)
    {
        var (calibrate, state, pages, pageSize) = input;
        do
        {
            var page = await context.CallActivityAsync<PackPage>(
                nameof(LabellingActivities.ListPacks), new ListPacksInput(calibrate.Rule.Dataset, null, state.Continuation, pageSize), Retries.Standard);
            var items = page.Packs.Count > 0
                ? await context.CallSubOrchestratorAsync<int>(nameof(CalibratePageOrchestrator), new CalibratePageInput(calibrate, page.Packs))
                : 0;
            state = new(page.Continuation, state.Packs + page.Packs.Count, state.Items + items);
        }
        while (state.Continuation is not null && --pages > 0);
        return state;
    }

    /// <summary>The calibration for a labelling run: the newest one, if that will do, or a new one.</summary>
    public static async Task<string> CalibrateAsync(this TaskOrchestrationContext context, LabelInput run)
    {
        var known = run.ReuseCalibration
            ? await context.CallActivityAsync<string?>(nameof(CalibrationActivities.FindCalibration), run.Promise, Retries.Standard)
            : null;
        return known ?? await LearnAsync(context, CalibrateInput.From(run));
    }

    private static async Task<string> LearnAsync(TaskOrchestrationContext context, CalibrateInput input)
    {
        var startedAt = context.CurrentUtcDateTime;
        var total = await context.CallActivityAsync<PackCount>(
            nameof(LabellingActivities.CountPacks), new ListPacksInput(input.Rule.Dataset, null, null, 0), Retries.Standard);
        var state = new CalibrateCheckpoint(null, 0, 0);
        do
        {
            context.SetCustomStatus(RunProgress.Of("calibrate", total.ItemsOf(state.Packs), total.Items, 0, startedAt, context.CurrentUtcDateTime));
            state = await context.CallSubOrchestratorAsync<CalibrateCheckpoint>(nameof(CalibrateOrchestrator), CalibrateStretchInput.Next(input, state, total));
        }
        while (state.Continuation is not null);

        var id = await context.CallActivityAsync<string>(nameof(CalibrationActivities.FitCalibration), new FitCalibrationInput(input, state.Items), Retries.Standard);
        await context.CallActivityAsync(nameof(CalibrationActivities.ForgetCases), input, Retries.Standard);
        return id;
    }
}
