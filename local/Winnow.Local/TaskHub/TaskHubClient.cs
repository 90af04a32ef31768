using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Winnow.Local.Storage;
using Winnow.Local.TaskHub.Storage;

namespace Winnow.Local.TaskHub;

/// <summary>The client of a hub in the same process.</summary>
internal sealed class TaskHubClient(
    TaskHubRegistry registry,
    CommitQueue<HubWriter> commits,
    ReaderPool<HubReader> readers,
    InstanceWatch watch,
    DataConverter converter) : DurableTaskClient("local")
{
    private const int MaxInstanceIdLength = 100;

    private static readonly HashSet<OrchestrationRuntimeStatus> LiveStatuses =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        if (!registry.TryGetOrchestrator(orchestratorName.Name ?? "", out _))
        {
            throw new ArgumentException($"No orchestrator is registered under the name '{orchestratorName}'.", nameof(orchestratorName));
        }

        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        ThrowIfInvalid(id);
        var blocking = options?.DedupeStatuses is { } named ? [.. named.Select(ParseStatus)] : LiveStatuses;
        var instance = new NewInstance(id, orchestratorName, converter.Serialize(input), options?.StartAt?.UtcDateTime ?? default);
        await commits.RunAsync(writer => writer.Start(instance, blocking)).WaitAsync(cancellation);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var data = converter.Serialize(eventPayload);
        return commits.RunAsync(writer => writer.RaiseEvent(instanceId, eventName, data)).WaitAsync(cancellation);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, state => state.RuntimeStatus != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, state => state.IsCompleted, getInputsAndOutputs, cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var output = converter.Serialize(options?.Output);
        return commits.RunAsync(writer => writer.Terminate(instanceId, output, options?.Recursive ?? false)).WaitAsync(cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return commits.RunAsync(writer => writer.Suspend(instanceId)).WaitAsync(cancellation);
    }

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return commits.RunAsync(writer => writer.Resume(instanceId)).WaitAsync(cancellation);
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return Task.FromResult(Find(instanceId, getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create((continuation, pageSize, _) =>
            Task.FromResult(ReadPage(query, continuation ?? query.ContinuationToken, pageSize ?? query.PageSize)));
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var recursive = options?.Recursive ?? false;
        return new PurgeResult(await commits.RunAsync(writer => writer.Purge(instanceId, recursive)).WaitAsync(cancellation), isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var recursive = options?.Recursive ?? false;
        var total = 0;
        var hasMore = true;
        while (hasMore)
        {
            (var count, hasMore) = await commits.RunAsync(writer => writer.Purge(filter, recursive)).WaitAsync(cancellation);
            total += count;
        }

        return new PurgeResult(total, isComplete: true);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static OrchestrationRuntimeStatus ParseStatus(string name) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
            ? status
            : throw new ArgumentException($"'{name}' is not an orchestration status.", nameof(name));

    /// <summary>The rules of Azure Functions: what works here has to work there.</summary>
    private static void ThrowIfInvalid(string instanceId)
    {
        if (instanceId.Length is 0 or > MaxInstanceIdLength || instanceId[0] == '@' || instanceId.Any(IsForbidden))
        {
            throw new ArgumentException(
                $"The instance id '{instanceId}' is not allowed: 1 to {MaxInstanceIdLength} characters, no leading '@', none of / \\ # ? and no control characters.",
                nameof(instanceId));
        }
    }

    private static bool IsForbidden(char character) => character is '/' or '\\' or '#' or '?' || char.IsControl(character);

    private OrchestrationMetadata? Find(string instanceId, bool getInputsAndOutputs) =>
        readers.Read(reader => reader.FindState(instanceId, getInputsAndOutputs ? converter : null));

    private Page<OrchestrationMetadata> ReadPage(OrchestrationQuery query, string? continuation, int pageSize)
    {
        var after = continuation is null ? 0 : long.Parse(continuation, CultureInfo.InvariantCulture);
        var found = readers.Read(reader =>
            reader.States(query, after, pageSize + 1, query.FetchInputsAndOutputs ? converter : null));
        var hasMore = found.Count > pageSize;
        var page = found.Take(pageSize).ToList();
        return new Page<OrchestrationMetadata>(
            [.. page.Select(row => row.State)],
            hasMore ? page[^1].Key.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Waits until an instance of that id exists and meets a condition.</summary>
    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<OrchestrationMetadata, bool> condition, bool getInputsAndOutputs, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        while (true)
        {
            var change = watch.NextChange(instanceId);
            if (Find(instanceId, getInputsAndOutputs) is { } state && condition(state))
            {
                return state;
            }

            await change.WaitAsync(cancellation);
        }
    }
}
