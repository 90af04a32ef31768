using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Functions.Common;
using Winnow.Functions.Evaluation;

namespace Winnow.Functions.Benchmarks;

/// <summary>Runs one evaluation of a benchmark as its plan says. It stands between the two so that the benchmark's history holds a number instead of a result.</summary>
public static class BenchmarkEvaluationOrchestrator
{
    /// <returns>Items that were evaluated.</returns>
    [Function(nameof(BenchmarkEvaluationOrchestrator))]
    public static async Task<long> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PlannedRun input)
    {
        var evaluation = await context.CallActivityAsync<EvaluateInput>(nameof(BenchmarkActivities.ReadPlanned), input, Retries.Standard);
        var result = await context.CallSubOrchestratorAsync<EvaluationResult>(
            nameof(EvaluateOrchestrator), evaluation, new SubOrchestrationOptions(instanceId: $"evaluation-{evaluation.Run}"));
        return result.Items;
    }
}
