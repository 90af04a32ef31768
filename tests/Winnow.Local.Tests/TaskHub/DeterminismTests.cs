using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Winnow.Local.Tests.TaskHub;

/// <summary>Replay: what orchestrator code must not do is found, and what it logs is logged once.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public async Task OtherActivityInReplay_FailsAndNamesBoth()
    {
        var run = 0;
        await using var hub = await Echoing(replay: true)
            .Orchestrator("Moody", async context =>
            {
                await context.CallActivityAsync<string>(Interlocked.Increment(ref run) == 1 ? "Echo" : "Other", "x");
                await context.CallActivityAsync<string>("Echo", "y");
            })
            .StartAsync();

        var end = await hub.RunAsync("Moody");

        Assert.Equal("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException", end.FailureDetails!.ErrorType);
        Assert.Contains("expects CallActivity 'Echo' (#1); the code did CallActivity 'Other' (#1)", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("Look for a clock", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherInputInReplay_IsFoundWhenEveryTurnIsReplayed()
    {
        await using var hub = await Echoing(replay: true)
            .Orchestrator("Random", async context =>
            {
                await context.CallActivityAsync<string>("Echo", Guid.NewGuid().ToString());
                await context.CallActivityAsync<string>("Echo", "y");
            })
            .StartAsync();

        Assert.Contains("not deterministic", (await hub.RunAsync("Random")).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FewerStepsInReplay_FailsAndNamesTheMissingOne()
    {
        var run = 0;
        await using var hub = await Echoing(replay: true)
            .Orchestrator("Short", async context =>
            {
                if (Interlocked.Increment(ref run) == 1)
                {
                    await context.CallActivityAsync<string>("Echo", "x");
                }
            })
            .StartAsync();

        Assert.Contains(
            "expects CallActivity 'Echo' (#1); the code did nothing more",
            (await hub.RunAsync("Short")).FailureDetails!.ErrorMessage,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForeignTask_FailsTheInstance()
    {
        await using var hub = await new TestHub()
            .Orchestrator("Delay", _ => Task.Delay(5))
            .Orchestrator("Detached", async context =>
            {
                await Task.Delay(5).ConfigureAwait(false);
                context.SetCustomStatus("x");
            })
            .StartAsync();

        foreach (var name in new[] { "Delay", "Detached" })
        {
            var end = await hub.RunAsync(name);
            Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
            Assert.Contains("outside its turn", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ReplaySafeLogger_LogsOnce()
    {
        var log = new ListLoggerFactory();
        await using var hub = await Echoing(replay: true, log)
            .Orchestrator("Talk", async context =>
            {
                var logger = context.CreateReplaySafeLogger("talk");
                foreach (var word in new[] { "one", "two", "three" })
                {
#pragma warning disable CA1848, CA2254
                    logger.LogInformation(word);
#pragma warning restore CA1848, CA2254
                    await context.CallActivityAsync<string>("Echo", word);
                }
            })
            .StartAsync();

        await hub.RunAsync("Talk");

        Assert.Equal(["one", "two", "three"], log.Lines);
    }

    [Fact]
    public async Task Restart_InTheMiddle_ReplaysAndGoesOn()
    {
        var calls = 0;
        await using var hub = await new TestHub()
            .Activity<int>("Count", object? (value) =>
            {
                Interlocked.Increment(ref calls);
                return value;
            })
            .Orchestrator("Long", async context =>
            {
                var sum = (await Task.WhenAll(Enumerable.Range(1, 10).Select(n => context.CallActivityAsync<int>("Count", n)))).Sum();
                context.SetCustomStatus("waiting");
                await context.WaitForExternalEvent<string>("go");
                return sum + await context.CallActivityAsync<int>("Count", 100);
            })
            .StartAsync();
        var id = await hub.ScheduleAsync("Long");
        await hub.StatusIsAsync(id, "waiting");

        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync(id, "go");

        Assert.Equal(155, (await hub.EndOfAsync(id)).ReadOutputAs<int>());
        Assert.Equal(11, calls);
    }

    [Fact]
    public async Task Stop_RunningActivity_IsRunAgainNextTime()
    {
        var starts = 0;
        await using var hub = await new TestHub()
            .Activity<string>("Slow", async (value, cancellation) =>
            {
                if (Interlocked.Increment(ref starts) == 1)
                {
                    await Task.Delay(Timeout.Infinite, cancellation);
                }

                return value;
            })
            .Orchestrator("Call", async context => await context.CallActivityAsync<string>("Slow", "done"))
            .StartAsync();
        var id = await hub.ScheduleAsync("Call");
        while (Volatile.Read(ref starts) == 0)
        {
            await Task.Delay(5);
        }

        await hub.RestartAsync();

        Assert.Equal("done", (await hub.EndOfAsync(id)).ReadOutputAs<string>());
        Assert.Equal(2, starts);
    }

    [Fact]
    public async Task Cache_SmallerThanNumberOfInstances_ReplaysTheEvicted()
    {
        await using var hub = Echoing(replay: false);
        hub.Options.MaxCachedOrchestrations = 2;
        await hub
            .Orchestrator("Steps", async context =>
            {
                var text = "";
                for (var step = 0; step < 5; step++)
                {
                    text += await context.CallActivityAsync<string>("Echo", $"{step}");
                }

                return text;
            })
            .StartAsync();

        var ends = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => hub.RunAsync("Steps")));

        Assert.All(ends, end => Assert.Equal("01234", end.ReadOutputAs<string>()));
    }

    private static TestHub Echoing(bool replay, ILoggerFactory? log = null)
    {
        var hub = log is null ? new TestHub(replay) : new TestHub(replay) { LoggerFactory = log };
        return hub.Activity<string>("Echo", value => value).Activity<string>("Other", value => value);
    }

    private sealed class ListLoggerFactory : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
