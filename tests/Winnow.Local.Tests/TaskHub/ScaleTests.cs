namespace Winnow.Local.Tests.TaskHub;

/// <summary>Fan-out by windows and sub-orchestrations stays flat in memory and in the database.</summary>
public sealed class ScaleTests
{
    private const int Groups = 100;
    private const int PerGroup = 200;
    private const long MaxGrowthBytes = 30_000_000;

    [Fact]
    public async Task FanOut_TwentyThousandActivities_NeedsLittleMemory()
    {
        var peak = 0L;
        await using var hub = await new TestHub()
            .Activity<int>("Work", object? (value) =>
            {
                if (value % 1000 == 0)
                {
                    InterlockedMax(ref peak, GC.GetTotalMemory(forceFullCollection: true));
                }

                return 1;
            })
            .Orchestrator("Group", async context =>
            {
                var first = context.GetInput<int>();
                return (await Task.WhenAll(
                    Enumerable.Range(first, PerGroup).Select(n => context.CallActivityAsync<int>("Work", n)))).Sum();
            })
            .Orchestrator("All", async context =>
            {
                var open = new List<Task<int>>();
                var sum = 0;
                for (var group = 0; group < Groups; group++)
                {
                    open.Add(context.CallSubOrchestratorAsync<int>("Group", group * PerGroup));
                    if (open.Count == 8)
                    {
                        var done = await Task.WhenAny(open);
                        open.Remove(done);
                        sum += await done;
                    }
                }

                return sum + (await Task.WhenAll(open)).Sum();
            })
            .StartAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var end = await hub.RunAsync("All");

        Assert.Equal(Groups * PerGroup, end.ReadOutputAs<int>());
        Assert.InRange(peak - before, long.MinValue, MaxGrowthBytes);
        Assert.InRange(new FileInfo(hub.Options.Path).Length, 1, MaxGrowthBytes);
    }

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
