using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Core.Predictions;
using Winnow.Functions.Common;

namespace Winnow.Functions.Predictions;

/// <summary>Brings in predictions that were made elsewhere: the file is parted by packs once, then its parts are written, some at a time.</summary>
public static class ImportOrchestrator
{
    [Function(nameof(ImportOrchestrator))]
    public static async Task<ImportResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ImportInput input)
    {
        var startedAt = context.CurrentUtcDateTime;
        context.SetCustomStatus(RunProgress.Of("read", 0, 0, 0, startedAt, startedAt));
        var plan = await context.CallActivityAsync<ImportPlan>(nameof(ImportActivities.PlanImport), input, Retries.Standard);
        var done = plan.Refused;
        await Window.RunAsync(
            Enumerable.Range(0, plan.Parts),
            input.Window,
            part => context.CallActivityAsync<ImportCounts>(nameof(ImportActivities.ImportPart), new ImportPartInput(input, part), Retries.Standard),
            part =>
            {
                done += part;
                context.SetCustomStatus(RunProgress.Of("import", done.Accepted, plan.Placed, done.Refused, startedAt, context.CurrentUtcDateTime));
            });
        var result = new ImportResult(input.Run, input.Dataset, input.Model, plan.Task, done, plan.Refusals);
        await context.CallActivityAsync(nameof(ImportActivities.CompleteImport), new CompleteImportInput(input, result, plan.Classes), Retries.Standard);
        return result;
    }
}
