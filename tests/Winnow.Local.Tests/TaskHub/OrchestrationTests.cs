using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Winnow.Local.Tests.TaskHub;

/// <summary>What orchestrator code can do, kept in memory between turns and replayed on every turn.</summary>
public sealed class OrchestrationTests
{
    public static TheoryData<bool> Modes => [false, true];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task CallActivity_Sequence_ReturnsOutputs(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Activity<int>("Double", value => value * 2)
            .Orchestrator("Chain", async context =>
            {
                var value = context.GetInput<int>();
                for (var step = 0; step < 5; step++)
                {
                    value = await context.CallActivityAsync<int>("double", value);
                }

                return value;
            })
            .StartAsync();

        var end = await hub.RunAsync("Chain", 3);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(96, end.ReadOutputAs<int>());
        Assert.Equal(3, end.ReadInputAs<int>());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task CallActivity_FanOut_ReturnsAllResults(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Activity<int>("Square", value => value * value)
            .Orchestrator("Fan", async context =>
                (await Task.WhenAll(Enumerable.Range(0, 100).Select(n => context.CallActivityAsync<int>("Square", n)))).Sum())
            .StartAsync();

        Assert.Equal(328350, (await hub.RunAsync("Fan")).ReadOutputAs<int>());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task CallActivity_Throws_GivesTypeMessageInnerAndStack(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Activity<string>("Fail", static object? (_) =>
                throw new InvalidOperationException("outer", new ArgumentException("inner")))
            .Orchestrator("Catch", async context =>
            {
                var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync("Fail", "x"));
                var details = failed.FailureDetails;
                return new
                {
                    failed.TaskName,
                    failed.TaskId,
                    details.ErrorType,
                    details.ErrorMessage,
                    HasStack = details.StackTrace!.Contains(nameof(CallActivity_Throws_GivesTypeMessageInnerAndStack), StringComparison.Ordinal),
                    Inner = details.InnerFailure!.ErrorMessage,
                    IsBase = details.IsCausedBy<SystemException>(),
                    IsOther = details.IsCausedBy<IOException>(),
                };
            })
            .StartAsync();

        var end = await hub.RunAsync("Catch");

        Assert.Equal(
            """{"TaskName":"Fail","TaskId":1,"ErrorType":"System.InvalidOperationException","ErrorMessage":"outer","HasStack":true,"Inner":"inner","IsBase":true,"IsOther":false}""",
            end.SerializedOutput);
    }

    [Fact]
    public async Task Orchestrator_DoesNotCatch_FailsWithCauseInside()
    {
        await using var hub = await new TestHub()
            .Activity<string>("Fail", static object? (_) => throw new FormatException("bad"))
            .Orchestrator("Leak", context => context.CallActivityAsync("Fail", "x"))
            .StartAsync();

        var end = await hub.RunAsync("Leak");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(typeof(TaskFailedException).FullName, end.FailureDetails!.ErrorType);
        Assert.Equal("bad", end.FailureDetails.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task CallActivity_UnknownName_FailsWithoutRetry()
    {
        await using var hub = await new TestHub()
            .Orchestrator("Call", context => context.CallActivityAsync(
                "Missing", TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMinutes(10)))))
            .StartAsync();

        var end = await hub.RunAsync("Call");

        Assert.Contains("'Missing'", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallActivity_OptionsAsInput_Throws()
    {
        await using var hub = await new TestHub()
            .Orchestrator("Slip", context => context.CallActivityAsync<int>("Any", (object)new TaskOptions()))
            .StartAsync();

        Assert.Equal(typeof(ArgumentException).FullName, (await hub.RunAsync("Slip")).FailureDetails!.ErrorType);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task CallSubOrchestrator_ReturnsOutputAndKnowsParent(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Orchestrator("Child", context => Task.FromResult<object?>($"{context.Parent!.InstanceId}/{context.Parent.Name}/{context.GetInput<string>()}"))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Child", "hello"))
            .StartAsync();

        Assert.Equal("p1/Parent/hello", (await hub.RunAsync("Parent", id: "p1")).ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task CallSubOrchestrator_Fails_ParentSeesFailure(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Orchestrator("Child", Task (_) => throw new NotSupportedException("no"))
            .Orchestrator("Parent", async context =>
            {
                var failed = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallSubOrchestratorAsync("Child"));
                return failed.FailureDetails.IsCausedBy<NotSupportedException>();
            })
            .StartAsync();

        Assert.True((await hub.RunAsync("Parent")).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task CallSubOrchestrator_IdOfRunningInstance_Fails()
    {
        await using var hub = await new TestHub()
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("never"))
            .Orchestrator("Parent", context =>
                context.CallSubOrchestratorAsync("Wait", new SubOrchestrationOptions(instanceId: "taken")))
            .StartAsync();
        await hub.ScheduleAsync("Wait", id: "taken");

        var end = await hub.RunAsync("Parent");

        Assert.Contains("'taken' is already running", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task CreateTimer_CompletesNotBeforeItsTime(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Orchestrator("Sleep", async context =>
            {
                var due = context.CurrentUtcDateTime.AddMilliseconds(50);
                await context.CreateTimer(due, CancellationToken.None);
                return context.CurrentUtcDateTime >= due;
            })
            .StartAsync();

        Assert.True((await hub.RunAsync("Sleep")).ReadOutputAs<bool>());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task CreateTimer_Cancelled_DoesNotHoldTheEnd(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Activity<string>("Work", _ => "done")
            .Orchestrator("Race", async context =>
            {
                using var cancel = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(1), cancel.Token);
                var work = context.CallActivityAsync<string>("Work", "x");
                var winner = await Task.WhenAny(timer, work);
                cancel.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => timer);
                return winner == work ? await work : "late";
            })
            .StartAsync();

        Assert.Equal("done", (await hub.RunAsync("Race")).ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task NewGuidAndTime_Replayed_StayTheSame(bool replay)
    {
        await using var hub = new TestHub(replay);
        hub.Options.MaxCachedOrchestrations = 0;
        await hub
            .Activity<string>("Echo", value => value)
            .Orchestrator("Ids", async context =>
            {
                var (first, time) = (context.NewGuid(), context.CurrentUtcDateTime);
                var echoed = await context.CallActivityAsync<string>("Echo", $"{first} {time.Ticks}");
                await context.CallActivityAsync<string>("Echo", "x");
                return echoed == $"{first} {time.Ticks}" && first != context.NewGuid() && first.Version == 5;
            })
            .StartAsync();

        Assert.True((await hub.RunAsync("Ids")).ReadOutputAs<bool>());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task SetCustomStatus_IsSeenWhileRunning(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Orchestrator("Report", async context =>
            {
                context.SetCustomStatus("waiting");
                await context.WaitForExternalEvent<string>("go");
                context.SetCustomStatus("gone");
            })
            .StartAsync();
        var id = await hub.ScheduleAsync("Report");

        await hub.StatusIsAsync(id, "waiting");
        await hub.Client.RaiseEventAsync(id, "go");

        Assert.Equal("gone", (await hub.EndOfAsync(id)).ReadCustomStatusAs<string>());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task ContinueAsNew_StartsAfreshWithNewInput(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Activity<int>("Next", value => value + 1)
            .Orchestrator("Loop", async context =>
            {
                var value = await context.CallActivityAsync<int>("Next", context.GetInput<int>());
                if (value < 20)
                {
                    context.ContinueAsNew(value);
                }

                return value;
            })
            .StartAsync();

        var end = await hub.RunAsync("Loop", 0);

        Assert.Equal(20, end.ReadOutputAs<int>());
        Assert.Equal(19, end.ReadInputAs<int>());
    }

    [Theory]
    [InlineData(true, true, "b,c")]
    [InlineData(false, true, "b,c")]
    [InlineData(true, false, "late")]
    [InlineData(false, false, "late")]
    public async Task ContinueAsNew_UnprocessedEvents_AreKeptIfAsked(bool replay, bool preserve, string expected)
    {
        await using var hub = await new TestHub(replay)
            .Orchestrator("Events", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    await context.WaitForExternalEvent<string>("go");
                    context.ContinueAsNew(1, preserve);
                    return null;
                }

                context.SetCustomStatus("second");
                var first = await context.WaitForExternalEvent<string>("e");
                return preserve ? $"{first},{await context.WaitForExternalEvent<string>("e")}" : first;
            })
            .StartAsync();
        var id = await hub.ScheduleAsync("Events", 0);
        await hub.Client.WaitForInstanceStartAsync(id);

        await hub.Client.SuspendInstanceAsync(id);
        foreach (var (name, payload) in new[] { ("E", "b"), ("e", "c"), ("go", "x") })
        {
            await hub.Client.RaiseEventAsync(id, name, payload);
        }

        await hub.Client.ResumeInstanceAsync(id);
        await hub.StatusIsAsync(id, "second");
        await hub.Client.RaiseEventAsync(id, "e", "late");

        Assert.Equal(expected, (await hub.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_ResultOfEarlierExecution_IsDropped()
    {
        var release = new TaskCompletionSource();
        await using var hub = await new TestHub()
            .Activity<string>("Slow", async (value, _) =>
            {
                await release.Task;
                return value;
            })
            .Activity<string>("Quick", value => value)
            .Orchestrator("Drop", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    _ = context.CallActivityAsync<string>("Slow", "stale");
                    context.ContinueAsNew(1);
                    return null;
                }

                context.SetCustomStatus("second");
                await context.WaitForExternalEvent<string>("go");
                return await context.CallActivityAsync<string>("Quick", "fresh");
            })
            .StartAsync();
        var id = await hub.ScheduleAsync("Drop", 0);
        await hub.StatusIsAsync(id, "second");

        release.SetResult();
        await hub.Client.RaiseEventAsync(id, "go");

        Assert.Equal("fresh", (await hub.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task SendEvent_ToAnotherInstance_IsReceived(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Orchestrator("Receiver", async context => await context.WaitForExternalEvent<int>("number"))
            .Orchestrator("Sender", context =>
            {
                context.SendEvent("r", "Number", 42);
                context.SendEvent("nobody", "Number", 43);
                return Task.CompletedTask;
            })
            .StartAsync();
        await hub.ScheduleAsync("Receiver", id: "r");

        await hub.RunAsync("Sender");

        Assert.Equal(42, (await hub.EndOfAsync("r")).ReadOutputAs<int>());
    }
}
