using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Functions.Common;

namespace Winnow.Functions.Labelling;

/// <summary>Labels one page of packs, some at once.</summary>
public static class LabelPageOrchestrator
{
    [Function(nameof(LabelPageOrchestrator))]
    public static async Task<LabelCounts> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, LabelPageInput input)
    {
        var done = new LabelCounts();
        await Window.RunAsync(
            input.Packs,
            input.Label.ShardsAtOnce,
            pack => context.CallActivityAsync<LabelCounts>(nameof(LabellingActivities.LabelShard), new LabelShardInput(input.Label, pack), Retries.Standard),
            shard => done = done.Add(shard));
        return done;
    }
}
