using System.Runtime.CompilerServices;
using CsCheck;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests;

public sealed class PipelineTests
{
    private static readonly byte[] s_pixels = Onnx.Chain([null, 1, 1, 2], [null, 2], "Flatten");

    [Fact]
    public async Task RunAsync_AnyBatchSizeAndCallers_GivesTheSameResultsInTheSameOrder()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels);
        await Gen.Select(Gen.Select(Gen.Byte, Gen.Byte).Array[0, 150], Gen.Int[1, 40], Gen.Int[1, 4]).SampleAsync(
            async (pixels, size, callers) =>
            {
                using var session = ModelSession.Load(folder.Files, new() { Provider = InferenceProvider.Cpu, BatchSize = size, Callers = callers });
                var items = pixels.Select((pixel, i) => new InferenceItem($"{i}", i % 7 == 6 ? "bad"u8.ToArray() : ImageFiles.GrayRow(pixel.Item1, pixel.Item2)));
                var results = await session.RunAsync(items.ToAsyncEnumerable(), new(), CancellationToken.None).ToListAsync();
                var expected = pixels.Select((pixel, i) => i % 7 == 6 ? $"{i}: error" : Show($"{i}", pixel.Item1 / 255f, pixel.Item2 / 255f));
                Assert.Equal(expected, results.Select(result => result.Error is null ? Show(result.Id, result.Scores[0], result.Scores[1]) : $"{result.Id}: error"));
            },
            iter: 30);
    }

    [Fact]
    public async Task RunAsync_LinesOfManyWidths_DoNotDependOnTheirBatch()
    {
        using var folder = ModelFolder.Lines();
        string[] words = ["whale", "a", "the white whale swam before him", "Ahab", "sea", "the sea rolled on", "ship", "Call me Ishmael", "I"];
        var items = words.Select((text, i) => new InferenceItem($"{i}", Lines.Png(text, 30 + i))).ToList();

        var one = await ReadAsync(folder, items, 1);
        var many = await ReadAsync(folder, items, 4);

        Assert.Equal(one.Select(result => (result.Id, result.Text)), many.Select(result => (result.Id, result.Text)));
        Assert.All(one.Zip(many), pair => Assert.Equal(pair.First.Confidence!.Value, pair.Second.Confidence!.Value, 1e-3));
    }

    [Fact]
    public async Task RunAsync_SlowReader_ReadsOnlyALittleAhead()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels);
        using var session = ModelSession.Load(folder.Files, new() { Provider = InferenceProvider.Cpu });
        var read = 0;
        var content = ImageFiles.GrayRow(0, 255);
        var source = Enumerable.Range(0, 10_000).Select(i =>
        {
            Interlocked.Increment(ref read);
            return new InferenceItem($"{i}", content);
        }).ToAsyncEnumerable();

        await using var results = session.RunAsync(source, new(), CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await results.MoveNextAsync());
        for (var (last, same) = (-1, 0); same < 10; last = Volatile.Read(ref read))
        {
            await Task.Delay(20);
            same = last == Volatile.Read(ref read) ? same + 1 : 0;
        }

        // 128 items in work, and the next 64 that are to follow them.
        Assert.InRange(read, 64, 192);
    }

    [Fact]
    public async Task RunAsync_SourceThatFails_PassesItsErrorOn()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels);
        using var session = ModelSession.Load(folder.Files, new() { Provider = InferenceProvider.Cpu });
        var error = await Assert.ThrowsAsync<IOException>(async () => await session.RunAsync(Failing(), new(), CancellationToken.None).ToListAsync());
        Assert.Equal("storage is away", error.Message);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Stops()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels);
        using var session = ModelSession.Load(folder.Files, new() { Provider = InferenceProvider.Cpu });
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in session.RunAsync(Endless(CancellationToken.None), new(), cancelled.Token)) await cancelled.CancelAsync();
        });
    }

    [Fact]
    public async Task RunAsync_Times_CountTheCallsOfOnnxRuntime()
    {
        using var folder = ModelFolder.Create(ModelFolder.TinyCard, s_pixels);
        using var session = ModelSession.Load(folder.Files, new() { Provider = InferenceProvider.Cpu, BatchSize = 5, Callers = 1 });
        var times = new InferenceTimes();
        var items = Enumerable.Range(0, 12).Select(i => new InferenceItem($"{i}", ImageFiles.GrayRow(0, 255))).ToAsyncEnumerable();
        await session.RunAsync(items, times, CancellationToken.None).ToListAsync();
        Assert.Equal(3, times.Calls);
        Assert.True(times.Onnx > TimeSpan.Zero);
    }

    private static string Show(string id, float left, float right) => FormattableString.Invariant($"{id}: {left:F4} {right:F4}");

    private static async Task<List<InferenceResult>> ReadAsync(ModelFolder folder, List<InferenceItem> items, int batch)
    {
        using var session = ModelSession.Load(folder.Files, new() { Provider = InferenceProvider.Cpu, BatchSize = batch });
        Assert.Equal(batch, session.BatchSize);
        return await session.RunAsync(items.ToAsyncEnumerable(), new(), CancellationToken.None).ToListAsync();
    }

    private static async IAsyncEnumerable<InferenceItem> Failing()
    {
        for (var i = 0; i < 100; i++) yield return new($"{i}", ImageFiles.GrayRow(0, 255));
        await Task.Yield();
        throw new IOException("storage is away");
    }

    private static async IAsyncEnumerable<InferenceItem> Endless([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var content = ImageFiles.GrayRow(0, 255);
        for (var i = 0; ; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new($"{i}", content);
            if (i % 100 == 0) await Task.Yield();
        }
    }
}
