using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Functions.Common;

namespace Winnow.Functions.Labelling;

/// <summary>Labels one page of packs, some at once.</summary>
public static class LabelPageOrchestrator
{
    [Function(nameof(LabelPageOrchestrator))]
    public static async Task<LabelCounts> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<LabelPageInput>()!;
        var done = new LabelCounts();
        var running = new List<Task<LabelCounts>>();
        foreach (var pack in input.Packs)
        {
            if (running.Count >= input.Label.ShardsAtOnce) done = done.Add(await TakeAsync(running));
            running.Add(context.CallActivityAsync<LabelCounts>(
                nameof(LabellingActivities.LabelShard), new LabelShardInput(input.Label, pack), Retries.Standard));
        }

        while (running.Count > 0) done = done.Add(await TakeAsync(running));
        return done;
    }

    private static async Task<LabelCounts> TakeAsync(List<Task<LabelCounts>> running)
    {
        var shard = await Task.WhenAny(running);
        running.Remove(shard);
        return await shard;
    }
}
