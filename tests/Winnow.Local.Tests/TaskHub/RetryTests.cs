using Microsoft.DurableTask;
using Winnow.Local.TaskHub.Execution;

namespace Winnow.Local.Tests.TaskHub;

/// <summary>Retries by policy and by handler, of activities and of sub-orchestrations.</summary>
public sealed class RetryTests
{
    public static TheoryData<bool> Modes => [false, true];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Policy_FailsTwice_SucceedsOnThird(bool replay)
    {
        var attempts = 0;
        await using var hub = await new TestHub(replay)
            .Activity<string>("Flaky", object? (_) =>
                Interlocked.Increment(ref attempts) < 3 ? throw new IOException("again") : attempts)
            .Orchestrator("Retry", async context => await context.CallActivityAsync<int>(
                "Flaky", "x", TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(1)))))
            .StartAsync();

        Assert.Equal(3, (await hub.RunAsync("Retry")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Policy_Exhausted_FailsAfterThatManyAttempts()
    {
        var attempts = 0;
        await using var hub = await new TestHub()
            .Activity<string>("Broken", object? (_) =>
            {
                Interlocked.Increment(ref attempts);
                throw new IOException("always");
            })
            .Orchestrator("Retry", context => context.CallActivityAsync(
                "Broken", "x", TaskOptions.FromRetryPolicy(new RetryPolicy(4, TimeSpan.FromMilliseconds(1)))))
            .StartAsync();

        var end = await hub.RunAsync("Retry");

        Assert.Equal("always", end.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal(4, attempts);
    }

    [Fact]
    public async Task Policy_HandleFailureSaysNo_DoesNotRetry()
    {
        var attempts = 0;
        var policy = new RetryPolicy(10, TimeSpan.FromMilliseconds(1)) { HandleFailure = failure => !failure.IsCausedBy<FormatException>() };
        await using var hub = await new TestHub()
            .Activity<string>("Bad", object? (_) =>
            {
                Interlocked.Increment(ref attempts);
                throw new FormatException("never mind");
            })
            .Orchestrator("Retry", context => context.CallActivityAsync("Bad", "x", TaskOptions.FromRetryPolicy(policy)))
            .StartAsync();

        await hub.RunAsync("Retry");

        Assert.Equal(1, attempts);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Handler_StopsWhenItSaysSo(bool replay)
    {
        await using var hub = await new TestHub(replay)
            .Activity<string>("Broken", static object? (_) => throw new IOException("always"))
            .Orchestrator("Retry", async context =>
            {
                var seen = new List<int>();
                AsyncRetryHandler handler = async retry =>
                {
                    seen.Add(retry.LastAttemptNumber);
                    await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                    return retry.LastFailure.IsCausedBy<IOException>() && retry.LastAttemptNumber < 3;
                };
                await Assert.ThrowsAsync<TaskFailedException>(
                    () => context.CallActivityAsync("Broken", "x", TaskOptions.FromRetryHandler(handler)));
                return string.Join(',', seen);
            })
            .StartAsync();

        Assert.Equal("1,2,3", (await hub.RunAsync("Retry")).ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task SubOrchestrator_WithFixedId_IsRetried(bool replay)
    {
        var attempts = 0;
        await using var hub = await new TestHub(replay)
            .Activity<string>("Flaky", object? (_) => Interlocked.Increment(ref attempts) < 3 ? throw new IOException("again") : "fine")
            .Orchestrator("Child", async context => await context.CallActivityAsync<string>("Flaky", "x"))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>(
                "Child", options: new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromMilliseconds(1)), "child")))
            .StartAsync();

        Assert.Equal("fine", (await hub.RunAsync("Parent")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(3, 400)]
    [InlineData(4, 500)]
    [InlineData(60, 500)]
    public void DelayAfter_GrowsExponentiallyUpToTheLimit(int attempt, int milliseconds)
    {
        var policy = new RetryPolicy(99, TimeSpan.FromMilliseconds(100), 2, TimeSpan.FromMilliseconds(500));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Retries.DelayAfter(policy, attempt));
    }

    [Fact]
    public void RetryPolicy_ValuesOutOfRange_Throw()
    {
        var second = TimeSpan.FromSeconds(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, second, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, second, maxRetryInterval: TimeSpan.FromMilliseconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, second, retryTimeout: TimeSpan.FromMilliseconds(1)));
    }
}
