using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;

namespace Winnow.Local.Tests.TaskHub;

/// <summary>What a client can do from outside: start once, find, suspend, terminate, purge, query.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task Schedule_IdIsRunning_Throws()
    {
        await using var hub = await Waiting().StartAsync();
        await hub.ScheduleAsync("Wait", id: "one");

        var refusal = await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.ScheduleAsync("Wait", id: "one"));

        Assert.Contains("'one'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schedule_ManyAtOnceWithOneId_StartsOne()
    {
        await using var hub = await Waiting().StartAsync();

        var starts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try
            {
                await hub.ScheduleAsync("Wait", id: "one");
                return 1;
            }
            catch (OrchestrationAlreadyExistsException)
            {
                return 0;
            }
        }));

        Assert.Equal(1, starts.Sum());
    }

    [Fact]
    public async Task Schedule_IdHasEnded_ReplacesIt()
    {
        await using var hub = await new TestHub().Orchestrator("Echo", context => Task.FromResult<object?>(context.GetInput<int>())).StartAsync();
        await hub.RunAsync("Echo", 1, "one");

        var second = await hub.RunAsync("Echo", 2, "one");

        Assert.Equal(2, second.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Schedule_DedupeStatuses_Decide()
    {
        await using var hub = await Waiting().Orchestrator("End", _ => Task.CompletedTask).StartAsync();
        await hub.RunAsync("End", id: "one");
        var once = new StartOrchestrationOptions("one").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => hub.Client.ScheduleNewOrchestrationInstanceAsync("End", once));

        await hub.ScheduleAsync("Wait", id: "two");
        var always = new StartOrchestrationOptions("two").WithDedupeStatuses();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("End", always);
        Assert.Equal("End", (await hub.EndOfAsync("two")).Name);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a#b")]
    [InlineData("@a")]
    [InlineData("a\n")]
    public async Task Schedule_IdThatAzureRefuses_Throws(string id)
    {
        await using var hub = await Waiting().StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => hub.ScheduleAsync("Wait", id: id));
    }

    [Fact]
    public async Task Schedule_UnknownOrchestrator_Throws()
    {
        await using var hub = await Waiting().StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => hub.ScheduleAsync("Nobody"));
    }

    [Fact]
    public async Task Schedule_StartAt_WaitsUntilThen()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var hub = await new TestHub { Time = time }.Orchestrator("Later", _ => Task.CompletedTask).StartAsync();
        var options = new StartOrchestrationOptions(StartAt: time.GetUtcNow().AddMinutes(10));
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Later", options);
        await hub.Client.RaiseEventAsync(id, "early");

        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.Client.GetInstanceAsync(id))!.RuntimeStatus);
        var end = hub.EndOfAsync(id);
        while (!end.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(5);
        }

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await end).RuntimeStatus);
    }

    [Fact]
    public async Task GetInstance_Unknown_IsNull()
    {
        await using var hub = await Waiting().StartAsync();

        Assert.Null(await hub.Client.GetInstanceAsync("unknown"));
    }

    [Fact]
    public async Task GetInstance_WithoutInputsAndOutputs_RefusesToReadThem()
    {
        await using var hub = await Waiting().StartAsync();
        var id = await hub.ScheduleAsync("Wait", 1);

        var state = await hub.Client.GetInstanceAsync(id);

        Assert.Null(state!.SerializedInput);
        Assert.Throws<InvalidOperationException>(() => state.ReadInputAs<int>());
    }

    [Fact]
    public async Task Terminate_Default_LeavesSubOrchestrationsRunning()
    {
        await using var hub = await Waiting().StartAsync();
        await StartParentAsync(hub);

        await hub.Client.TerminateInstanceAsync("parent", "enough");

        var end = await hub.EndOfAsync("parent");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal("enough", end.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.Client.GetInstanceAsync("child"))!.RuntimeStatus);
    }

    [Fact]
    public async Task Terminate_Recursive_EndsSubOrchestrations()
    {
        await using var hub = await Waiting().StartAsync();
        await StartParentAsync(hub);

        await hub.Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions(Recursive: true));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.EndOfAsync("child")).RuntimeStatus);
    }

    [Fact]
    public async Task Terminate_SubOrchestration_FailsTheCall()
    {
        await using var hub = await Waiting().StartAsync();
        await StartParentAsync(hub);

        await hub.Client.TerminateInstanceAsync("child");

        var end = await hub.EndOfAsync("parent");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("terminated", end.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Suspend_HoldsEventsUntilResume(bool replay)
    {
        await using var hub = await Waiting(replay).StartAsync();
        var id = await hub.ScheduleAsync("Wait");
        await hub.Client.WaitForInstanceStartAsync(id);

        await hub.Client.SuspendInstanceAsync(id);
        await hub.Client.RaiseEventAsync(id, "go", "x");
        await hub.RestartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await hub.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await hub.Client.ResumeInstanceAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndOfAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Purge_Ended_RemovesIt_AndRunning_Throws()
    {
        await using var hub = await Waiting().StartAsync();
        await hub.ScheduleAsync("Wait", id: "one");

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.PurgeInstanceAsync("one"));
        await hub.Client.TerminateInstanceAsync("one");

        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);
        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);
        Assert.Null(await hub.Client.GetInstanceAsync("one"));
    }

    [Fact]
    public async Task PurgeAll_RemovesWhatTheFilterSelects()
    {
        await using var hub = await Waiting().Orchestrator("End", _ => Task.CompletedTask).StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 7).Select(n => hub.RunAsync("End", id: $"end-{n}")));
        await hub.ScheduleAsync("Wait", id: "live");
        await hub.ScheduleAsync("Wait", id: "terminated");
        await hub.Client.TerminateInstanceAsync("terminated");

        var purged = await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Completed]));

        Assert.Equal(7, purged.PurgedInstanceCount);
        var left = await ListAsync(hub, new OrchestrationQuery());
        Assert.Equal(["live", "terminated"], left.Order());
    }

    [Fact]
    public async Task GetAllInstances_PagesAndFilters()
    {
        await using var hub = await Waiting().Orchestrator("End", _ => Task.CompletedTask).StartAsync();
        for (var n = 0; n < 25; n++)
        {
            await hub.RunAsync("End", id: $"run-{n:D2}");
        }

        await hub.ScheduleAsync("Wait", id: "other");

        var pages = new List<int>();
        await foreach (var page in hub.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "run-", PageSize: 10)).AsPages())
        {
            pages.Add(page.Values.Count);
        }

        Assert.Equal([10, 10, 5], pages);
        Assert.Equal(25, (await ListAsync(hub, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed]))).Count);
        Assert.Equal(["other"], await ListAsync(hub, new OrchestrationQuery(InstanceIdPrefix: "oth")));
        Assert.Empty(await ListAsync(hub, new OrchestrationQuery(CreatedTo: DateTimeOffset.UnixEpoch)));
    }

    [Fact]
    public async Task WaitForInstanceCompletion_Cancelled_Throws()
    {
        await using var hub = await Waiting().StartAsync();
        var id = await hub.ScheduleAsync("Wait");
        using var cancel = new CancellationTokenSource();
        var wait = hub.Client.WaitForInstanceCompletionAsync(id, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private static TestHub Waiting(bool replay = false) => new TestHub(replay)
        .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Parent", context => context.CallSubOrchestratorAsync("Wait", new SubOrchestrationOptions(instanceId: "child")));

    private static async Task StartParentAsync(TestHub hub)
    {
        await hub.ScheduleAsync("Parent", id: "parent");
        await hub.Client.WaitForInstanceStartAsync("child");
    }

    private static async Task<List<string>> ListAsync(TestHub hub, OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var state in hub.Client.GetAllInstancesAsync(query))
        {
            ids.Add(state.InstanceId);
        }

        return ids;
    }
}
