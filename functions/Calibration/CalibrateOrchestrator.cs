using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Functions.Common;
using Winnow.Functions.Labelling;

namespace Winnow.Functions.Calibration;

/// <summary>Learns from a dataset's annotated items how to scale the models' numbers, and from which score on their answers are good enough.</summary>
public static class CalibrateOrchestrator
{
    private const int PacksPerPage = 200;
    private const int PagesPerGeneration = 50;

    /// <returns>Id of the calibration.</returns>
    [Function(nameof(CalibrateOrchestrator))]
    public static async Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<CalibrateInput>()!;
        var continuation = input.Continuation;
        var listed = 0;
        do
        {
            var page = await context.CallActivityAsync<PackPage>(
                nameof(LabellingActivities.ListPacks), new ListPacksInput(input.Rule.Dataset, null, continuation, PacksPerPage), Retries.Standard);
            if (page.Packs.Count > 0)
                await context.CallSubOrchestratorAsync<int>(nameof(CalibratePageOrchestrator), new CalibratePageInput(input, page.Packs));
            continuation = page.Continuation;
        }
        while (continuation is not null && ++listed < PagesPerGeneration);

        if (continuation is not null)
        {
            context.ContinueAsNew(input with { Continuation = continuation });
            return "";
        }

        var id = await context.CallActivityAsync<string>(nameof(CalibrationActivities.FitCalibration), input, Retries.Standard);
        await context.CallActivityAsync(nameof(CalibrationActivities.ForgetCases), input, Retries.Standard);
        return id;
    }

    /// <summary>The calibration for a labelling run: the newest one, if that will do, or a new one.</summary>
    public static async Task<string> CalibrateAsync(this TaskOrchestrationContext context, LabelInput run)
    {
        context.SetCustomStatus(new RunProgress("calibrate", 0, 0, 0, 0, null));
        var known = run.ReuseCalibration
            ? await context.CallActivityAsync<string?>(nameof(CalibrationActivities.FindCalibration), run.Promise, Retries.Standard)
            : null;
        return known ?? await context.CallSubOrchestratorAsync<string>(nameof(CalibrateOrchestrator), CalibrateInput.From(run));
    }
}
