using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Core.Events;
using Winnow.Core.PseudoLabels;
using Winnow.Functions.Calibration;
using Winnow.Functions.Common;
using Winnow.Functions.Events;
using Winnow.Functions.Labelling;

namespace Winnow.Functions.Tests.Labelling;

public sealed class LabelOrchestratorTests
{
    private static readonly LabelInput s_input = new() { Run = "r", Dataset = "d", Model = "m@1", ShardsAtOnce = 3 };
    private static readonly CalibrationRule s_rule = new() { Dataset = "d", Models = ["m@1"], Precision = new() { Target = 0.9 }, IsPerClass = true };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(211, 2)]
    [InlineData(30_000, 3)]
    public async Task RunAsync_AnyNumberOfPacks_LabelsEachOnce(int packs, int generations)
    {
        var world = new World(packs);

        var result = await world.RunAsync(s_input);

        Assert.Equal(Enumerable.Range(0, packs).Select(World.Pack), world.Labelled.Order(StringComparer.Ordinal));
        Assert.Equal((packs, packs * 10L, packs * 8L, packs), (result.Packs, result.Items, result.Labelled, result.Failed));
        Assert.Equal(generations, world.Generations);
        var told = Assert.Single(world.Told);
        Assert.Equal((EventTypes.LabelsCreated, "labellings/r", packs * 8L), (told.Type, told.Subject, told.Data.GetProperty("labelled").GetInt64()));
        // Two pages, three packs each.
        Assert.InRange(world.MostAtOnce, 0, 6);
        var last = world.Progress[^1];
        Assert.Equal((packs * 10L, packs * 10L, (long)packs), (last.Done, last.Total, last.Failed));
    }

    /// <summary>So that histories stay short and the run's progress moves, a calibration comes in stretches of pages.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(211, 18)]
    [InlineData(12_000, 20)]
    [InlineData(250_000, 25)]
    public async Task RunAsync_Promise_CalibratesInStretchesAndReportsThem(int packs, int stretches)
    {
        var world = new World(packs);

        var result = await world.RunAsync(s_input with { Promise = s_rule });

        Assert.Equal("fitted", result.Calibration);
        Assert.Equal(Enumerable.Range(0, packs).Select(World.Pack), world.Calibrated.Order(StringComparer.Ordinal));
        Assert.Equal((stretches, packs * 1L, 1), (world.Stretches, world.FittedItems, world.Forgotten));
        var progress = world.Progress.FindAll(each => each.Stage == "calibrate");
        Assert.Equal(stretches, progress.Count);
        Assert.Equal(progress.Select(each => each.Done).Distinct().Order(), progress.Select(each => each.Done));
        Assert.All(progress, each => Assert.Equal(packs * 10L, each.Total));
        Assert.Equal("label", world.Progress[^1].Stage);
        // A second each, and one for counting packs before each stage.
        Assert.InRange(result.Seconds, packs + 2, double.MaxValue);
    }

    [Theory]
    [InlineData(false, null, "fitted", 211)]
    [InlineData(true, null, "fitted", 211)]
    [InlineData(true, "newest", "newest", 0)]
    public async Task RunAsync_Promise_CalibratesFirstUnlessAnotherWillDo(bool reuse, string? newest, string used, int calibrated)
    {
        var world = new World(211) { Newest = newest };

        var result = await world.RunAsync(s_input with { Promise = s_rule, ReuseCalibration = reuse });

        Assert.Equal((used, used), (result.Calibration, world.Told.Single().Data.GetProperty("calibration").GetString()));
        Assert.All(world.UsedCalibrations, each => Assert.Equal(used, each));
        Assert.Equal((211, calibrated), (world.Labelled.Count, world.Calibrated.Distinct().Count()));
        Assert.Equal(calibrated > 0 ? 1 : 0, world.Forgotten);
    }

    [Fact]
    public async Task RunAsync_CalibrationOfTheRequest_IsUsedAsItIs()
    {
        var world = new World(3);

        var result = await world.RunAsync(s_input with { Promise = s_rule, Calibration = "given" });

        Assert.Equal("given", result.Calibration);
        Assert.Empty(world.Calibrated);
    }

    /// <summary>Orchestrations and activities in one process, without history: each activity ends after the turn that called it.</summary>
    private sealed class World(int packs)
    {
        // One thing at a time, as a task hub does with the turns of an orchestration.
        private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        private int _running;

        public List<string> Labelled { get; } = [];

        public List<string> Calibrated { get; } = [];

        public HashSet<string?> UsedCalibrations { get; } = [];

        /// <summary>The newest calibration that has thresholds.</summary>
        public string? Newest { get; init; }

        public int Forgotten { get; private set; }

        public int Stretches { get; private set; }

        public long FittedItems { get; private set; }

        /// <summary>A second later after each pack that is calibrated, and each counting of packs.</summary>
        public DateTime Now { get; private set; } = DateTime.UnixEpoch;

        public List<EventFact> Told { get; } = [];

        public List<RunProgress> Progress { get; } = [];

        public int Generations { get; private set; }

        public int MostAtOnce { get; private set; }

        public static string Pack(int index) => index.ToString("D8", CultureInfo.InvariantCulture);

        public async Task<LabelResult> RunAsync(LabelInput input)
        {
            while (true)
            {
                Generations++;
                var context = new Context(this);
                var result = await Task.Factory.StartNew(() => LabelOrchestrator.RunAsync(context, input), CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap();
                if (context.NewInput is null) return result;
                input = (LabelInput)context.NewInput;
            }
        }

        public async Task<object?> CallAsync(string name, object? input)
        {
            switch (name)
            {
                case nameof(LabellingActivities.CountPacks):
                    Now = Now.AddSeconds(1);
                    return new PackCount(packs, packs * 10L);
                case nameof(LabellingActivities.ListPacks):
                    var page = (ListPacksInput)input!;
                    var from = page.Continuation is null ? 0 : int.Parse(page.Continuation, CultureInfo.InvariantCulture);
                    var to = Math.Min(packs, from + page.PageSize);
                    return new PackPage([.. Enumerable.Range(from, to - from).Select(Pack)], to < packs ? $"{to}" : null);
                case nameof(LabelPageOrchestrator):
                    return await LabelPageOrchestrator.RunAsync(new Context(this), (LabelPageInput)input!);
                case nameof(EventActivities.TellEvent):
                    Told.Add((EventFact)input!);
                    return null;
                case nameof(CalibrationActivities.FindCalibration):
                    return Newest;
                case nameof(CalibrateOrchestrator):
                    Stretches++;
                    return await CalibrateOrchestrator.RunAsync(new Context(this), (CalibrateStretchInput)input!);
                case nameof(CalibratePageOrchestrator):
                    return await CalibratePageOrchestrator.RunAsync(new Context(this), (CalibratePageInput)input!);
                case nameof(CalibrationActivities.CalibrateShard):
                    Now = Now.AddSeconds(1);
                    Calibrated.Add(((CalibrateShardInput)input!).Pack);
                    return 1;
                case nameof(CalibrationActivities.FitCalibration):
                    Assert.Equal(packs, Calibrated.Count);
                    FittedItems = ((FitCalibrationInput)input!).Items;
                    return "fitted";
                case nameof(CalibrationActivities.ForgetCases):
                    Forgotten++;
                    return null;
                default:
                    MostAtOnce = Math.Max(MostAtOnce, ++_running);
                    await Task.Yield();
                    _running--;
                    UsedCalibrations.Add(((LabelShardInput)input!).Label.Calibration);
                    Labelled.Add(((LabelShardInput)input!).Pack);
                    return new LabelCounts { Packs = 1, Items = 10, Labelled = 8, Failed = 1, Skipped = 1, Provider = "cpu" };
            }
        }
    }

    private sealed class Context(World world) : TaskOrchestrationContext
    {
        public object? NewInput { get; private set; }

        public override TaskName Name => nameof(LabelOrchestrator);

        public override string InstanceId => "labelling-r";

        public override ParentOrchestrationInstance? Parent => null;

        public override DateTime CurrentUtcDateTime => world.Now;

        public override bool IsReplaying => false;

        protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

        public override T GetInput<T>() => throw new NotSupportedException();

        public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
            (TResult)(await world.CallAsync(name, input))!;

        public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
            (TResult)(await world.CallAsync(orchestratorName, input))!;

        public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => NewInput = newInput;

        public override void SetCustomStatus(object? customStatus) => world.Progress.Add((RunProgress)customStatus!);

        public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

        public override Guid NewGuid() => throw new NotSupportedException();
    }
}
