using Microsoft.DurableTask.Client;

namespace Winnow.Local.Tests.TaskHub;

/// <summary>External events: buffered when early, in order, by name without regard to case, with time-outs.</summary>
public sealed class ExternalEventTests
{
    public static TheoryData<bool> Modes => [false, true];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task WaitForExternalEvent_EarlyEvents_AreTakenInOrder(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Orchestrator("Take", async context =>
            {
                await context.WaitForExternalEvent<string>("go");
                var taken = new List<int>();
                for (var n = 0; n < 3; n++)
                {
                    taken.Add(await context.WaitForExternalEvent<int>("Item"));
                }

                return string.Join(',', taken);
            })
            .StartAsync();
        var id = await hub.ScheduleAsync("Take");
        for (var n = 0; n < 3; n++)
        {
            await hub.Client.RaiseEventAsync(id, n % 2 == 0 ? "ITEM" : "item", n);
        }

        await hub.Client.RaiseEventAsync(id, "Go", "x");

        Assert.Equal("0,1,2", (await hub.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task WaitForExternalEvent_TimeOut_ThrowsAndKeepsLaterEvent(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Orchestrator("Impatient", async context =>
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(
                    () => context.WaitForExternalEvent<string>("e", TimeSpan.FromMilliseconds(10)));
                context.SetCustomStatus("timed out");
                await context.WaitForExternalEvent<string>("go");
                return await context.WaitForExternalEvent<string>("e", TimeSpan.FromDays(1));
            })
            .StartAsync();
        var id = await hub.ScheduleAsync("Impatient");
        await hub.StatusIsAsync(id, "timed out");

        await hub.Client.RaiseEventAsync(id, "e", "kept");
        await hub.Client.RaiseEventAsync(id, "go");

        Assert.Equal("kept", (await hub.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_SeveralWaiters_LastOneIsServedFirst()
    {
        await using var hub = await new TestHub()
            .Orchestrator("Two", async context =>
            {
                var (first, second) = (context.WaitForExternalEvent<string>("e"), context.WaitForExternalEvent<string>("e"));
                return $"{await first},{await second}";
            })
            .StartAsync();
        var id = await hub.ScheduleAsync("Two");
        await hub.Client.WaitForInstanceStartAsync(id);

        await hub.Client.RaiseEventAsync(id, "e", "a");
        await hub.Client.RaiseEventAsync(id, "e", "b");

        Assert.Equal("b,a", (await hub.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task WaitForExternalEvent_SameNameOtherType_Throws()
    {
        await using var hub = await new TestHub()
            .Orchestrator("Types", context =>
            {
                _ = context.WaitForExternalEvent<string>("e");
                return context.WaitForExternalEvent<int>("E");
            })
            .StartAsync();

        Assert.Equal(typeof(ArgumentException).FullName, (await hub.RunAsync("Types")).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task RaiseEvent_UnknownOrEndedInstance_IsDropped()
    {
        await using var hub = await new TestHub().Orchestrator("Nothing", _ => Task.CompletedTask).StartAsync();
        var end = await hub.RunAsync("Nothing");

        await hub.Client.RaiseEventAsync("unknown", "e");
        await hub.Client.RaiseEventAsync(end.InstanceId, "e");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndOfAsync(end.InstanceId)).RuntimeStatus);
    }
}
