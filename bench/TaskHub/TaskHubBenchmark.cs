using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Local.TaskHub;

namespace Winnow.Bench;

/// <summary>The durable task hub: throughput of activities and orchestrations, latency, memory.</summary>
internal sealed class TaskHubBenchmark : IBenchmark
{
    private const int PerGroup = 500;
    private const int OpenGroups = 4;
    private const int OpenStarts = 64;

    public string Name => "taskhub";

    public string Summary => "The durable task hub: no-op activities fanned out by windows and sub-orchestrations, small orchestrations, latency.";

    public IReadOnlyList<string> Options =>
    [
        "--activities N       activities of the fan-out (default 100000)",
        "--orchestrations N   orchestrations with one activity each (default 5000)",
        "--samples N          samples of each latency (default 500)",
        "--durability D       PowerLoss (default: an fsync per group commit) or ProcessKill",
    ];

    public async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("winnow-bench-");
        try
        {
            var options = new TaskHubOptions
            {
                Path = Path.Combine(folder.FullName, "hub.db"),
                Durability = Enum.Parse<Durability>(arguments.Text("--durability") ?? nameof(Durability.PowerLoss)),
            };
            await using var hub = new TaskHubService(options, CreateRegistry(), NullLoggerFactory.Instance, TimeProvider.System);
            await hub.StartAsync(cancellationToken);
            return await MeasureAsync(hub.Client, options.Path, arguments, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(
        DurableTaskClient client, string path, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        await MeasureFanOutAsync(client, PerGroup * OpenGroups, cancellationToken);
        var activities = arguments.Number("--activities", 100_000);
        var orchestrations = arguments.Number("--orchestrations", 5_000);
        var fanOut = await MeasureFanOutAsync(client, activities, cancellationToken);
        var memory = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        var small = await MeasureOrchestrationsAsync(client, orchestrations, cancellationToken);
        var (activity, whole) = await MeasureLatencyAsync(client, arguments.Number("--samples", 500), cancellationToken);
        return
        [
            new("activities", activities, ""),
            new("activitiesPerSecond", activities / fanOut.TotalSeconds, "1/s"),
            new("orchestrationsPerSecond", orchestrations / small.TotalSeconds, "1/s"),
            new("activityLatencyP50", Percentile(activity, 0.5), "ms"),
            new("activityLatencyP99", Percentile(activity, 0.99), "ms"),
            new("startToCompletionP50", Percentile(whole, 0.5), "ms"),
            new("startToCompletionP99", Percentile(whole, 0.99), "ms"),
            new("peakMemoryAfterFanOut", memory, "MB"),
            new("fileSize", new FileInfo(path).Length / 1e6, "MB"),
        ];
    }

    private static async Task<TimeSpan> MeasureFanOutAsync(DurableTaskClient client, int activities, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"fan-out of {activities} activities …");
        var watch = Stopwatch.StartNew();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("FanOut", activities, cancellationToken);
        var end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellationToken);
        return end.ReadOutputAs<int>() == activities ? watch.Elapsed : throw new InvalidOperationException($"The fan-out went wrong: {end}");
    }

    private static async Task<TimeSpan> MeasureOrchestrationsAsync(DurableTaskClient client, int count, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"{count} orchestrations with one activity each …");
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = OpenStarts, CancellationToken = cancellationToken }, async (_, token) =>
        {
            var id = await client.ScheduleNewOrchestrationInstanceAsync("Small", token);
            await client.WaitForInstanceCompletionAsync(id, token);
        });
        return watch.Elapsed;
    }

    /// <summary>One at a time on an idle hub: an activity as its orchestrator sees it, and an orchestration as its client sees it.</summary>
    private static async Task<(List<double> Activity, List<double> Whole)> MeasureLatencyAsync(
        DurableTaskClient client, int samples, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"latency, {samples} samples …");
        var (activity, whole) = (new List<double>(samples), new List<double>(samples));
        for (var sample = 0; sample < samples; sample++)
        {
            var watch = Stopwatch.StartNew();
            var id = await client.ScheduleNewOrchestrationInstanceAsync("Timed", cancellationToken);
            var end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellationToken);
            whole.Add(watch.Elapsed.TotalMilliseconds);
            activity.Add(end.ReadOutputAs<double>());
        }

        return (activity, whole);
    }

    private static double Percentile(List<double> values, double share) =>
        values.Order().ElementAt(Math.Clamp((int)Math.Ceiling(share * values.Count) - 1, 0, values.Count - 1));

    private static TaskHubRegistry CreateRegistry()
    {
        var registry = new TaskHubRegistry();
        registry.AddActivity("NoOp", (_, _) => Task.FromResult<object?>(1));
        registry.AddOrchestrator("Small", async context => await context.CallActivityAsync<int>("NoOp"));
        registry.AddOrchestrator("Group", async context =>
        {
            var calls = Enumerable.Range(0, context.GetInput<int>()).Select(n => context.CallActivityAsync<int>("NoOp", n));
            return (await Task.WhenAll(calls)).Sum();
        });
        registry.AddOrchestrator("FanOut", FanOutAsync);
        registry.AddOrchestrator("Timed", async context =>
        {
            // The context's clock is the time of a turn: the difference is what the call of an activity takes durably.
            var before = context.CurrentUtcDateTime;
            await context.CallActivityAsync<int>("NoOp");
            return (context.CurrentUtcDateTime - before).TotalMilliseconds;
        });
        return registry;
    }

    private static async Task<object?> FanOutAsync(TaskOrchestrationContext context)
    {
        var (left, sum) = (context.GetInput<int>(), 0);
        var open = new List<Task<int>>();
        while (left > 0 || open.Count > 0)
        {
            while (left > 0 && open.Count < OpenGroups)
            {
                open.Add(context.CallSubOrchestratorAsync<int>("Group", Math.Min(left, PerGroup)));
                left -= PerGroup;
            }

            var done = await Task.WhenAny(open);
            open.Remove(done);
            sum += await done;
        }

        return sum;
    }
}
