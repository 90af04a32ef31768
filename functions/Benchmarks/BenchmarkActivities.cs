using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Benchmarks;
using Winnow.Functions.Evaluation;
using Winnow.Storage.Benchmarks;

namespace Winnow.Functions.Benchmarks;

/// <summary>The steps of a benchmark beside its evaluations.</summary>
public sealed class BenchmarkActivities(LeaderboardStore store, BoardMaker boards)
{
    /// <summary>The input of one evaluation.</summary>
    [Function(nameof(ReadPlanned))]
    public async Task<EvaluateInput> ReadPlanned([ActivityTrigger] PlannedRun input, CancellationToken cancellationToken)
    {
        var plan = await store.ReadPlanAsync<BenchmarkPlan>(input.Benchmark, cancellationToken);
        return plan.Boards.SelectMany(board => board.Evaluations).First(evaluation => evaluation.Run == input.Evaluation);
    }

    /// <summary>Ranks the entries on one dataset. Idempotent by run and dataset.</summary>
    [Function(nameof(MakeBoard))]
    public async Task MakeBoard([ActivityTrigger] MakeBoardInput input, CancellationToken cancellationToken)
    {
        var plan = await store.ReadPlanAsync<BenchmarkPlan>(input.Run, cancellationToken);
        var board = await boards.MakeAsync(plan.Boards[input.Index], plan.Spec.Baseline, cancellationToken);
        await store.WriteBoardAsync(input.Run, input.Index, board, cancellationToken);
    }

    /// <summary>Puts the boards together: files and rows. Idempotent by run.</summary>
    [Function(nameof(MakeLeaderboard))]
    public async Task<Leaderboard> MakeLeaderboard([ActivityTrigger] MakeLeaderboardInput input, CancellationToken cancellationToken)
    {
        var plan = await store.ReadPlanAsync<BenchmarkPlan>(input.Run, cancellationToken);
        var made = await Task.WhenAll(plan.Boards.Select((_, index) => store.ReadBoardAsync(input.Run, index, cancellationToken)));
        var leaderboard = Leaderboard.Of(input.Run, plan.Spec, input.CreatedAt, made);
        await store.WriteAsync(leaderboard, cancellationToken);
        return leaderboard;
    }
}
