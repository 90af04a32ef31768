using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Core.Events;
using Winnow.Core.Versions;
using Winnow.Functions.Common;
using Winnow.Functions.Events;
using Winnow.Functions.Labelling;

namespace Winnow.Functions.Datasets;

/// <summary>Takes a snapshot of a dataset: every pack is recorded, group by group, and the groups become a version.</summary>
/// <remarks>What is ingested or labelled meanwhile may be in it or not; each pack is recorded at one moment.</remarks>
public static class SnapshotOrchestrator
{
    private const int GroupsPerGeneration = 50;

    /// <returns>The version; null between two generations of a long run.</returns>
    [Function(nameof(SnapshotOrchestrator))]
    public static Task<DatasetVersion?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, SnapshotInput input)
    {
        var run = new RunSubject("snapshot", input.Run, input.Dataset, input.CorrelationId);
        return context.TellFailureAsync(run, () => SnapshotAsync(context, input, run));
    }

    private static async Task<DatasetVersion?> SnapshotAsync(TaskOrchestrationContext context, SnapshotInput input, RunSubject run)
    {
        var checkpoint = input.Checkpoint ?? new SnapshotCheckpoint(context.CurrentUtcDateTime);
        for (var groups = 0; groups < GroupsPerGeneration; groups++)
        {
            var page = await context.CallActivityAsync<PackPage>(
                nameof(LabellingActivities.ListPacks), new ListPacksInput(input.Dataset, null, checkpoint.Continuation, input.PacksPerGroup), Retries.Standard);
            checkpoint = await RecordAsync(context, input, checkpoint, page.Packs) with { Continuation = page.Continuation };
            context.SetCustomStatus(RunProgress.Of(
                "snapshot", checkpoint.Items, Math.Max(input.Total, checkpoint.Items), 0, checkpoint.StartedAt, context.CurrentUtcDateTime));
            if (page.Continuation is null)
                return await FinishAsync(context, input, run);
        }

        context.ContinueAsNew(input with { Checkpoint = checkpoint });
        return null;
    }

    private static async Task<SnapshotCheckpoint> RecordAsync(
        TaskOrchestrationContext context, SnapshotInput input, SnapshotCheckpoint checkpoint, IReadOnlyList<string> packs)
    {
        var shards = new List<VersionShard>();
        await Window.RunAsync(
            packs,
            input.Window,
            pack => context.CallActivityAsync<VersionShard>(nameof(SnapshotActivities.SnapshotShard), new SnapshotShardInput(input.Dataset, pack), Retries.Standard),
            shards.Add);
        VersionShard[] found = [.. shards.Where(shard => shard.Items > 0).OrderBy(shard => shard.Pack, StringComparer.Ordinal)];
        await context.CallActivityAsync(
            nameof(SnapshotActivities.KeepSnapshotGroup), new SnapshotGroupInput(input.Dataset, input.Run, checkpoint.Groups, found), Retries.Standard);
        return checkpoint with { Groups = checkpoint.Groups + 1, Items = checkpoint.Items + found.Sum(shard => shard.Items) };
    }

    private static async Task<DatasetVersion> FinishAsync(TaskOrchestrationContext context, SnapshotInput input, RunSubject run)
    {
        var version = await context.CallActivityAsync<DatasetVersion>(nameof(SnapshotActivities.CompleteSnapshot), input, Retries.Standard);
        await context.CallActivityAsync(nameof(SnapshotActivities.CleanUpSnapshot), input, Retries.Standard);
        await context.TellAsync(run, EventTypes.VersionCreated, new VersionCreated
        {
            Dataset = version.Dataset,
            Run = input.Run,
            Version = version.Version,
            Hash = version.Hash,
            Items = version.Items,
            Annotated = version.Annotated,
            PseudoLabelled = version.PseudoLabelled,
        });
        return version;
    }
}
