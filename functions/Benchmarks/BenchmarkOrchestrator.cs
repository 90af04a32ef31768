using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Winnow.Core.Benchmarks;
using Winnow.Functions.Common;

namespace Winnow.Functions.Benchmarks;

/// <summary>Runs a benchmark: dataset by dataset the baseline first, then the other entries, some at a time; then a board of each dataset, and the leaderboard.</summary>
/// <remarks>An evaluation that fails fails the benchmark, after the others have ended; but where the baseline fails, nothing is left to compare its dataset's entries with.</remarks>
public static class BenchmarkOrchestrator
{
    [Function(nameof(BenchmarkOrchestrator))]
    public static async Task<Leaderboard> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, BenchmarkInput input)
    {
        var startedAt = context.CurrentUtcDateTime;
        var (done, total) = (0L, input.Boards.Sum(board => board.Others.Count + (board.Baseline is null ? 0L : 1)));
        void Report(string stage) => context.SetCustomStatus(RunProgress.Of(stage, done, total, 0, startedAt, context.CurrentUtcDateTime));
        Report("evaluate");
        await Window.RunAsync(
            input.Boards, 1,
            board => EvaluateAsync(context, input, board, () =>
            {
                done++;
                Report("evaluate");
            }),
            _ => { }, isFinal: false);

        Report("rank");
        foreach (var index in Enumerable.Range(0, input.Boards.Count))
            await context.CallActivityAsync(nameof(BenchmarkActivities.MakeBoard), new MakeBoardInput(input.Run, index), Retries.Standard);
        var createdAt = new DateTimeOffset(DateTime.SpecifyKind(startedAt, DateTimeKind.Utc));
        return await context.CallActivityAsync<Leaderboard>(nameof(BenchmarkActivities.MakeLeaderboard), new MakeLeaderboardInput(input.Run, createdAt), Retries.Standard);
    }

    private static async Task<bool> EvaluateAsync(TaskOrchestrationContext context, BenchmarkInput input, BoardInput board, Action completed)
    {
        Task<long> EvaluateOneAsync(string run) => context.CallSubOrchestratorAsync<long>(nameof(BenchmarkEvaluationOrchestrator), new PlannedRun(input.Run, run));
        if (board.Baseline is { } baseline)
        {
            await EvaluateOneAsync(baseline);
            completed();
        }

        await Window.RunAsync(board.Others, input.Window, EvaluateOneAsync, _ => completed(), isFinal: false);
        return true;
    }
}
