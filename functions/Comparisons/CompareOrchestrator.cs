using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Functions.Common;

namespace Winnow.Functions.Comparisons;

/// <summary>Compares two evaluations that have ended, and holds the result against gates.</summary>
public static class CompareOrchestrator
{
    [Function(nameof(CompareOrchestrator))]
    public static Task<ComparisonResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, CompareInput input) =>
        context.CallActivityAsync<ComparisonResult>(nameof(ComparisonActivities.CompareRuns), input, Retries.Standard);
}
