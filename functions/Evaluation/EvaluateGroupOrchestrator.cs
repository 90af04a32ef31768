using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Functions.Common;

namespace Winnow.Functions.Evaluation;

/// <summary>Evaluates a group of packs, some at a time, and merges their numbers when none was left for later.</summary>
public static class EvaluateGroupOrchestrator
{
    [Function(nameof(EvaluateGroupOrchestrator))]
    public static async Task<ShardResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, EvaluateGroupInput input)
    {
        var done = new ShardResult(0, 0);
        await Window.RunAsync(input.Shards, input.Evaluation.Window, shard => EvaluateAsync(context, input, shard), shard => done += shard);
        if (done.Unpredicted == 0)
            await context.CallActivityAsync(nameof(EvaluationActivities.MergeGroup), input, Retries.Standard);
        return done;
    }

    private static Task<ShardResult> EvaluateAsync(TaskOrchestrationContext context, EvaluateGroupInput input, EvaluationShard shard) =>
        context.CallActivityAsync<ShardResult>(
            nameof(EvaluationActivities.EvaluateShard),
            new EvaluateShardInput(input.Evaluation.Run, input.Evaluation.Spec, shard, input.AcceptMissing), Retries.Standard);
}
