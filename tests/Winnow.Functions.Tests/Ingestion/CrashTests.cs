using Winnow.TestSupport;
using Xunit.Abstractions;

namespace Winnow.Functions.Tests.Ingestion;

public sealed class CrashTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task IngestShard_CrashBeforeAnyCallToAStore_LeavesTheSameAfterTheRetry()
    {
        await using var clean = new IngestionWorld(azurite);
        await RunAsync(clean);
        var expected = await clean.SnapshotAsync();
        var calls = clean.Probe.Calls.ToList();
        output.WriteLine($"{calls.Count} calls: {string.Join(' ', calls)}");
        Assert.Contains("CommitAsync", calls);

        await Parallel.ForAsync(1, calls.Count + 1, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (call, _) =>
        {
            await using var world = new IngestionWorld(azurite);
            world.Probe.CrashBefore(call);
            await RunAsync(world);
            var actual = await world.SnapshotAsync();
            Assert.True(expected == actual, $"After a crash before call {call} ({calls[call - 1]}):\n{actual}\n\ninstead of\n{expected}");
        });
    }

    /// <summary>Archive, single files, duplicates, annotations, bad files: with every step that fails tried again, as the orchestrators do.</summary>
    private static async Task RunAsync(IngestionWorld world)
    {
        await world.DropAsync(
            ("a.png", Some.Png(seed: 1)),
            ("same-as-a.png", Some.Png(seed: 1)),
            ("bad.png", Some.TruncatedPng()),
            ("labels.csv", Some.Text("file_name,label\na.png,one\nz/1.png,two\nlater.png,three\n")),
            ("z/z.zip", Some.Zip(("1.png", Some.Png(seed: 2)), ("2.png", Some.Png(seed: 1)), ("bad.png", Some.TruncatedPng(seed: 9)))));
        var batch = await RetryAsync(() => world.TakeAsync("b0001"));
        await RetryAsync(() => world.IngestAsync(batch!));
    }

    private static async Task<T> RetryAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (CrashException)
        {
            return await step();
        }
    }
}
