using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Local.TaskHub;

namespace Winnow.Local.Tests.TaskHub;

/// <summary>A hub on a temporary file, with orchestrators and activities written as lambdas.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("winnow-hub-").FullName;
    private readonly TaskHubRegistry registry = new();
    private TaskHubService? service;

    public TestHub(bool replayEveryTurn = false) => Options = new TaskHubOptions
    {
        Path = Path.Combine(folder, "hub.db"),
        ReplayEveryTurn = replayEveryTurn,
        Durability = Durability.ProcessKill,
        StopGracePeriod = TimeSpan.FromSeconds(1),
    };

    public TaskHubOptions Options { get; }

    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public DurableTaskClient Client => service!.Client;

    public TestHub Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> code)
    {
        registry.AddOrchestrator(name, context => code(context));
        return this;
    }

    public TestHub Orchestrator(string name, Func<TaskOrchestrationContext, Task> code) => Orchestrator(name, async context =>
    {
        await code(context);
        return (object?)null;
    });

    public TestHub Activity<TInput>(string name, Func<TInput, object?> code) =>
        Activity<TInput>(name, (input, _) => Task.FromResult(code(input)));

    public TestHub Activity<TInput>(string name, Func<TInput, CancellationToken, Task<object?>> code)
    {
        registry.AddActivity(name, (invocation, cancellation) => code((TInput)invocation.GetInput(typeof(TInput))!, cancellation));
        return this;
    }

    public async Task<TestHub> StartAsync()
    {
        service = new TaskHubService(Options, registry, LoggerFactory, Time);
        await service.StartAsync(CancellationToken.None);
        return this;
    }

    /// <summary>Stops the hub and starts another on the same file.</summary>
    public async Task RestartAsync()
    {
        await service!.DisposeAsync();
        await StartAsync();
    }

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));

    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? id = null) =>
        await EndOfAsync(await ScheduleAsync(name, input, id));

    public async Task<OrchestrationMetadata> EndOfAsync(string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, patience.Token);
    }

    /// <summary>Waits until the custom status of an instance is <paramref name="expected"/>.</summary>
    public async Task StatusIsAsync(string id, string expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        while ((await Client.GetInstanceAsync(id, getInputsAndOutputs: true))?.ReadCustomStatusAs<string>() != expected)
        {
            await Task.Delay(5, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
        {
            await service.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
