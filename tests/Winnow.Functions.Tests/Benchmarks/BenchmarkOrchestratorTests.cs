using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Core.Benchmarks;
using Winnow.Core.Errors;
using Winnow.Functions.Benchmarks;
using Winnow.Functions.Common;

namespace Winnow.Functions.Tests.Benchmarks;

public sealed class BenchmarkOrchestratorTests
{
    private static readonly BenchmarkInput s_input = new("r", [new("a0", ["a1", "a2", "a3"]), new(null, ["b1", "b2"])], 2);

    [Fact]
    public async Task RunAsync_OfTwoDatasets_EvaluatesTheBaselineFirstAndRanksAtTheEnd()
    {
        var world = new World();

        var leaderboard = await world.RunAsync(s_input);

        Assert.Equal("r", leaderboard.Id);
        Assert.Equal(["start a0", "end a0"], world.Log.Take(2));
        Assert.Equal(["board 0", "board 1", "leaderboard"], world.Log.TakeLast(3));
        Assert.Equal(["a0", "a1", "a2", "a3", "b1", "b2"], world.Log.Where(line => line.StartsWith("end", StringComparison.Ordinal)).Select(line => line[4..]).Order(StringComparer.Ordinal));
        Assert.True(world.Log.IndexOf("start b1") > world.Log.IndexOf("end a3"));
        Assert.Equal(2, world.MostAtOnce);
        Assert.Equal([("evaluate", 0, 6), ("rank", 6, 6)], new[] { world.Progress[0], world.Progress[^1] }.Select(one => (one.Stage, one.Done, one.Total)));
    }

    [Fact]
    public async Task RunAsync_WhenAnEntryFails_FinishesTheOthersAndFails()
    {
        var world = new World("a1");

        var failure = await Assert.ThrowsAsync<TaskFailedException>(() => world.RunAsync(s_input));

        Assert.Equal("nothing-to-evaluate", RunError.From(failure.FailureDetails).Code);
        Assert.Superset(new HashSet<string> { "end a2", "end a3", "end b1", "end b2" }, world.Log.ToHashSet());
        Assert.DoesNotContain("leaderboard", world.Log);
    }

    [Fact]
    public async Task RunAsync_WhenTheBaselineFails_LeavesTheRestOfItsDatasetOut()
    {
        var world = new World("a0");

        await Assert.ThrowsAsync<TaskFailedException>(() => world.RunAsync(s_input));

        Assert.Equal(["start a0", "start b1", "start b2"], world.Log.Where(line => line.StartsWith("start", StringComparison.Ordinal)));
        Assert.DoesNotContain("board 0", world.Log);
    }

    /// <summary>Evaluations and activities in one process, without history: each ends after the turn that called it.</summary>
    private sealed class World(string? failing = null)
    {
        // One thing at a time, as a task hub does with the turns of an orchestration.
        private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        private int _running;

        public List<string> Log { get; } = [];

        public List<RunProgress> Progress { get; } = [];

        public int MostAtOnce { get; private set; }

        public Task<Leaderboard> RunAsync(BenchmarkInput input) =>
            Task.Factory.StartNew(() => BenchmarkOrchestrator.RunAsync(new Context(this), input), CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap();

        public async Task<object?> CallAsync(object? input)
        {
            switch (input)
            {
                case PlannedRun { Benchmark: "r" } run:
                    return await EvaluateAsync(run.Evaluation);
                case MakeBoardInput board:
                    Log.Add($"board {board.Index}");
                    return null;
                default:
                    Log.Add("leaderboard");
                    var made = (MakeLeaderboardInput)input!;
                    return new Leaderboard { Id = made.Run, Name = "n", Hash = "h", CreatedAt = made.CreatedAt, HasPassed = true, Boards = [] };
            }
        }

        private async Task<object?> EvaluateAsync(string run)
        {
            Log.Add($"start {run}");
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
            await Task.Yield();
            _running--;
            if (run == failing)
                throw new TaskFailedException(nameof(BenchmarkEvaluationOrchestrator), 1, new WinnowException(ErrorCodes.NothingToEvaluate, "Nothing is annotated."));
            Log.Add($"end {run}");
            return 10L;
        }
    }

    private sealed class Context(World world) : TaskOrchestrationContext
    {
        public override TaskName Name => nameof(BenchmarkOrchestrator);

        public override string InstanceId => "benchmark-r";

        public override ParentOrchestrationInstance? Parent => null;

        public override DateTime CurrentUtcDateTime => DateTime.UnixEpoch;

        public override bool IsReplaying => false;

        protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

        public override T GetInput<T>() => throw new NotSupportedException();

        public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
            (TResult)(await world.CallAsync(input))!;

        public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
            (TResult)(await world.CallAsync(input))!;

        public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => throw new NotSupportedException();

        public override void SetCustomStatus(object? customStatus) => world.Progress.Add((RunProgress)customStatus!);

        public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

        public override Guid NewGuid() => throw new NotSupportedException();
    }
}
