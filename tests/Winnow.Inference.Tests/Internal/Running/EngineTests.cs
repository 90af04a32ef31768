using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Tests.Internal.Running;

/// <summary>The engine over a model that fails as devices and models do.</summary>
public sealed class EngineTests
{
    private const string OutOfMemory = "CUDA failure 2: out of memory ; GPU=0";

    [Fact]
    public async Task Run_BatchTooLargeForTheDevice_IsHalvedUntilItFitsAndSaidOnce()
    {
        var model = new FakeModel(items => items > 5 ? throw new DeviceMemoryException(OutOfMemory) : null);
        using var engine = Create(model, 32);

        var results = await RunAsync(engine, 100);

        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), results.Select(result => result.Id));
        // 32, 16 and 8 did not fit; 4 did, and nothing larger was tried again.
        Assert.Equal(3, engine.Warnings.Count);
        Assert.StartsWith("8 items at once need more memory than the device has; at most 4 were run at once from then on (CUDA failure 2", engine.Warnings[2], StringComparison.Ordinal);
        Assert.Equal(3, model.Batches.Count(items => items > 5));
    }

    [Fact]
    public async Task Run_DeviceTooSmallForOneItem_FailsThatItemAndGoesOn()
    {
        var model = new FakeModel(_ => null) { FailsOn = ("3", new DeviceMemoryException(OutOfMemory)) };
        using var engine = Create(model, 1);

        var results = await RunAsync(engine, 6);

        Assert.Equal("The model failed on this item: CUDA failure 2: out of memory ; GPU=0", results[3].Error);
        Assert.Equal(5, results.Count(result => result.Error is null));
    }

    [Fact]
    public async Task Run_ModelThatDoesNotFitItsCard_FailsTheRun()
    {
        using var engine = Create(new FakeModel(_ => throw new WinnowException(ErrorCodes.ModelMismatch, "wrong shape")), 4);
        Assert.Equal("wrong shape", (await Assert.ThrowsAsync<WinnowException>(() => RunAsync(engine, 20))).Detail);
    }

    [Fact]
    public async Task Run_ManyShapes_BatchesOnlyWhatIsAlike()
    {
        var model = new FakeModel(_ => null) { ShapeOf = content => content % 3 };
        using var engine = Create(model, 4);

        var results = await RunAsync(engine, 50);

        Assert.Equal(50, results.Count(result => result.Error is null));
        Assert.All(model.Shapes, shapes => Assert.Single(shapes.Distinct()));
        Assert.Contains(4, model.Batches);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(10, 64)] // a batch has room, whatever is allowed
    public async Task Run_SlowModel_KeepsNoMoreWaitingThanIsAllowed(int bytes, int batch)
    {
        var (waiting, most) = (0, 0);
        var model = new FakeModel(items =>
        {
            SpinWait.SpinUntil(() => false, 2 * items);
            Interlocked.Add(ref waiting, -items);
            return null;
        })
        {
            ShapeOf = _ =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref waiting));
                return 0;
            },
        };
        using var engine = new Engine(model, new(batch, 1, 1), 2, new(bytes));

        var results = await RunAsync(engine, 400, parcel: 1, window: 400);

        Assert.Equal(400, results.Count);
        // What is allowed, what two threads prepare on top, and a batch that runs.
        Assert.InRange(most, 1, Math.Max(bytes, batch) + 2 + batch);
    }

    [Fact]
    public async Task Run_TwoRunsAtOnce_EachGetsItsOwnInOrder()
    {
        using var engine = Create(new FakeModel(_ => null), 8);
        var both = await Task.WhenAll(Task.Run(() => RunAsync(engine, 300)), Task.Run(() => RunAsync(engine, 200)));
        Assert.Equal([300, 200], both.Select(results => results.Count));
        Assert.All(both, results => Assert.Equal(Enumerable.Range(0, results.Count).Select(i => $"{i}"), results.Select(result => result.Id)));
    }

    [Fact]
    public async Task Dispose_WhileItemsWait_FailsTheirRun()
    {
        using var entered = new SemaphoreSlim(0);
        Engine engine = null!;
        var model = new FakeModel(_ =>
        {
            entered.Release();
            SpinWait.SpinUntil(() => engine.IsStopped);
            return null;
        });
        engine = Create(model, 1);
        var running = RunAsync(engine, 64);
        await entered.WaitAsync();
        await Task.Run(engine.Dispose);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => running);
    }

    private static Engine Create(FakeModel model, int batch) => new(model, new(batch, 1, 1), 2, new(1 << 20));

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen;) seen = Interlocked.CompareExchange(ref most, value, seen) is var now && now == seen ? value : now;
    }

    private static async Task<List<InferenceResult>> RunAsync(Engine engine, int items, int parcel = 64, int window = 128)
    {
        var pipeline = new Pipeline(engine, new(1 << 20), parcel, window);
        var source = Enumerable.Range(0, items).Select(i => new InferenceItem($"{i}", new[] { (byte)i }));
        return await pipeline.RunAsync(source.ToAsyncEnumerable(), new(), CancellationToken.None).ToListAsync();
    }

    private sealed class FakeModel(Func<int, object?> run) : IModelRunner
    {
        private readonly Lock _lock = new();

        public (string Id, Exception Error)? FailsOn { get; init; }

        public Func<byte, int> ShapeOf { get; init; } = _ => 1;

        public List<int> Batches { get; } = [];

        public List<int[]> Shapes { get; } = [];

        public string Provider => "cuda";

        public string? FallbackReason => null;

        public IReadOnlyList<string> Warnings => [];

        public IReadOnlyList<string> Labels => [];

        public ModelBatch Batch => new(1, 1, 1);

        public int? MaxBatch => null;

        public long MaxInputBytes => 1;

        public IPreparedItem Prepare(ReadOnlyMemory<byte> content) => new Prepared(new(1 + ShapeOf(content.Span[0])));

        public InferenceResult[] Run(IReadOnlyList<(string Id, IPreparedItem Prepared)> items, InferenceTimes times)
        {
            lock (_lock)
            {
                Batches.Add(items.Count);
                Shapes.Add([.. items.Select(item => item.Prepared.Shape.First)]);
            }

            run(items.Count);
            if (FailsOn is { } failing && items.Any(item => item.Id == failing.Id)) throw failing.Error;
            return [.. items.Select(item => new InferenceResult { Id = item.Id })];
        }

        public void Validate()
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed record Prepared(TensorShape Shape) : IPreparedItem
    {
        public int ByteCount => 1;

        public void Dispose()
        {
        }
    }
}
