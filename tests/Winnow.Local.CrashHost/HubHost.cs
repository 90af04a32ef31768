using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Local.TaskHub;

namespace Winnow.Local.CrashHost;

/// <summary>Runs one orchestration to its end on a hub that may be killed at any moment: <c>hub FOLDER GROUPS ACTIVITIES_PER_GROUP</c>.</summary>
internal static class HubHost
{
    public static async Task<int> RunAsync(string[] args)
    {
        var (folder, groups, perGroup) = (args[0], int.Parse(args[1]), int.Parse(args[2]));
        using var journal = new StreamWriter(new FileStream(
            Path.Combine(folder, "executions.txt"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };

        var registry = new TaskHubRegistry();
        registry.AddActivity("Add", async (invocation, cancellation) =>
        {
            var number = (int)invocation.GetInput(typeof(int))!;
            lock (journal)
            {
                journal.WriteLine(number);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellation);
            return (object?)number;
        });
        registry.AddOrchestrator("Group", async context =>
        {
            var first = context.GetInput<int>();
            var half = perGroup / 2;
            var sum = (await Task.WhenAll(Enumerable.Range(first, half).Select(n => context.CallActivityAsync<int>("Add", n)))).Sum(n => (long)n);
            await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            var rest = Enumerable.Range(first + half, perGroup - half).Select(n => context.CallActivityAsync<int>("Add", n));
            return sum + (await Task.WhenAll(rest)).Sum(n => (long)n);
        });
        registry.AddOrchestrator("All", async context =>
        {
            var total = 0L;
            for (var group = 0; group < groups; group += 4)
            {
                var window = Enumerable.Range(group, Math.Min(4, groups - group));
                total += (await Task.WhenAll(window.Select(n => context.CallSubOrchestratorAsync<long>("Group", n * perGroup)))).Sum();
                context.SetCustomStatus(group);
            }

            return (object?)total;
        });

        // Eight at a time, 5 ms each: slow enough that every kill of the test comes before the end.
        var options = new TaskHubOptions
        {
            Path = Path.Combine(folder, "hub.db"),
            Durability = Durability.ProcessKill,
            MaxConcurrentActivities = 8,
        };
        await using var hub = new TaskHubService(options, registry, NullLoggerFactory.Instance, TimeProvider.System);
        await hub.StartAsync(CancellationToken.None);
        if (await hub.Client.GetInstanceAsync("all") is null)
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync("All", new StartOrchestrationOptions("all"));
        }

        Console.WriteLine("running");
        var end = await hub.Client.WaitForInstanceCompletionAsync("all", getInputsAndOutputs: true);
        Console.WriteLine(end.ToString());
        return end.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? 0 : 1;
    }
}
