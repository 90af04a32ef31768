using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Core.Evaluations;
using Winnow.Core.Events;
using Winnow.Functions.Common;
using Winnow.Functions.Events;
using Winnow.Functions.Labelling;

namespace Winnow.Functions.Evaluation;

/// <summary>Evaluates a model, or predictions that somebody brought, on a dataset: groups of packs one after another, missing predictions made on the way, one report at the end.</summary>
public static class EvaluateOrchestrator
{
    private const int GroupsPerGeneration = 50;

    /// <returns>The result; null between two generations of a long run.</returns>
    [Function(nameof(EvaluateOrchestrator))]
    public static Task<EvaluationResult?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, EvaluateInput input)
    {
        var run = new RunSubject("evaluation", input.Run, input.Spec.Dataset, input.CorrelationId);
        return context.TellFailureAsync(run, () => EvaluateAsync(context, input, run));
    }

    private static async Task<EvaluationResult?> EvaluateAsync(TaskOrchestrationContext context, EvaluateInput input, RunSubject run)
    {
        var checkpoint = input.Checkpoint ?? new EvaluateCheckpoint(context.CurrentUtcDateTime);
        for (var groups = 0; groups < GroupsPerGeneration; groups++)
        {
            var page = await context.CallActivityAsync<ShardPage>(nameof(EvaluationActivities.ListShards), Next(input, checkpoint), Retries.Standard);
            checkpoint = await EvaluateAsync(context, input, checkpoint, page.Shards) with { Continuation = page.Continuation };
            Report(context, "evaluate", input, checkpoint);
            if (page.Continuation is not null)
                continue;
            if (checkpoint.IsReference || input.Spec.Reference is null)
                return await FinishAsync(context, input, checkpoint, run);
            checkpoint = checkpoint with { IsReference = true, LabelSeconds = null };
        }

        context.ContinueAsNew(input with { Checkpoint = checkpoint });
        return null;
    }

    private static ListShardsInput Next(EvaluateInput input, EvaluateCheckpoint checkpoint) => new(
        DatasetOf(input, checkpoint), checkpoint.IsReference ? null : input.Spec.Version, checkpoint.IsReference, checkpoint.Continuation, input.PacksPerGroup);

    private static string DatasetOf(EvaluateInput input, EvaluateCheckpoint checkpoint) => checkpoint.IsReference ? input.Spec.Reference! : input.Spec.Dataset;

    private static async Task<EvaluateCheckpoint> EvaluateAsync(
        TaskOrchestrationContext context, EvaluateInput input, EvaluateCheckpoint checkpoint, IReadOnlyList<EvaluationShard> shards)
    {
        var acceptMissing = input.Spec.IsBrought || checkpoint.LabelSeconds is not null;
        var group = new EvaluateGroupInput(input with { Checkpoint = null }, checkpoint.Groups, shards, acceptMissing);
        var done = await context.CallSubOrchestratorAsync<ShardResult>(nameof(EvaluateGroupOrchestrator), group);
        if (done.Unpredicted > 0)
        {
            checkpoint = await LabelAsync(context, input, checkpoint);
            done = await context.CallSubOrchestratorAsync<ShardResult>(nameof(EvaluateGroupOrchestrator), group with { AcceptMissing = true });
        }

        return checkpoint with { Groups = checkpoint.Groups + 1, Items = checkpoint.Items + done.Items };
    }

    // Once per dataset: it labels everything that has no prediction, in all packs.
    private static async Task<EvaluateCheckpoint> LabelAsync(TaskOrchestrationContext context, EvaluateInput input, EvaluateCheckpoint checkpoint)
    {
        Report(context, "label", input, checkpoint);
        var startedAt = context.CurrentUtcDateTime;
        var label = new LabelInput
        {
            Run = context.NewGuid().ToString("N"),
            Dataset = DatasetOf(input, checkpoint),
            Model = input.Spec.Model,
            MinimumConfidence = input.MinimumConfidence,
            OnlyMissing = true,
            CorrelationId = input.CorrelationId,
        };
        var result = await context.CallSubOrchestratorAsync<LabelResult>(
            "LabelOrchestrator", label, new SubOrchestrationOptions(instanceId: $"labelling-{label.Run}"));
        return checkpoint with { LabelSeconds = (context.CurrentUtcDateTime - startedAt).TotalSeconds, Provider = result.Provider };
    }

    private static async Task<EvaluationResult> FinishAsync(
        TaskOrchestrationContext context, EvaluateInput input, EvaluateCheckpoint checkpoint, RunSubject run)
    {
        Report(context, "report", input, checkpoint);
        var labelSeconds = checkpoint.LabelSeconds ?? 0;
        var timings = new EvaluationTimings(labelSeconds, (context.CurrentUtcDateTime - checkpoint.StartedAt).TotalSeconds - labelSeconds);
        var startedAt = new DateTimeOffset(DateTime.SpecifyKind(checkpoint.StartedAt, DateTimeKind.Utc));
        var result = await context.CallActivityAsync<EvaluationResult>(
            nameof(EvaluationActivities.MakeReport), new ReportInput(input.Run, input.Spec, input.Gates, startedAt, timings, checkpoint.Provider), Retries.Standard);
        await context.TellAsync(run, EventTypes.EvaluationCompleted, result.ToEvent());
        for (var index = 0; index < result.Gates.Count; index++)
        {
            if (!result.Gates[index].HasPassed)
                await context.TellAsync(result.Dataset, $"{run.Subject}/gates/{index}", run.CorrelationId, EventTypes.GateFailed, result.ToEvent(result.Gates[index]));
        }

        return result;
    }

    private static void Report(TaskOrchestrationContext context, string stage, EvaluateInput input, EvaluateCheckpoint checkpoint) => context.SetCustomStatus(
        RunProgress.Of(stage, checkpoint.Items, Math.Max(input.Total, checkpoint.Items), 0, checkpoint.StartedAt, context.CurrentUtcDateTime));
}
