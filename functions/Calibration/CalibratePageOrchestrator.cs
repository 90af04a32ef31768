using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Functions.Common;

namespace Winnow.Functions.Calibration;

/// <summary>Looks at the annotated items of one page of packs, some packs at once.</summary>
public static class CalibratePageOrchestrator
{
    /// <returns>How many annotated items there are.</returns>
    [Function(nameof(CalibratePageOrchestrator))]
    public static async Task<int> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, CalibratePageInput input)
    {
        var items = 0;
        await Window.RunAsync(
            input.Packs,
            input.Calibrate.ShardsAtOnce,
            pack => context.CallActivityAsync<int>(nameof(CalibrationActivities.CalibrateShard), new CalibrateShardInput(input.Calibrate, pack), Retries.Standard),
            found => items += found);
        return items;
    }
}
