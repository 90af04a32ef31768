using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Winnow.Local.TaskHub.History;
using Winnow.Local.TaskHub.Storage;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>The context of one execution: turns calls into actions, and events into completed tasks.</summary>
internal sealed class OrchestrationContext(
    InstanceRow instance, TurnSynchronizationContext turns, DataConverter converter, ILoggerFactory loggerFactory) : TaskOrchestrationContext
{
    private readonly Dictionary<int, IPendingTask> pending = [];
    private readonly ExternalEvents externalEvents = new(converter);
    private List<HubAction> actions = [];
    private bool isReplaying;
    private bool hasCustomStatus;
    private object? customStatus;
    private int lastTaskId;
    private int guidCounter;
    private DateTime time;
    private (string? Input, bool KeepEvents)? restart;

    public override TaskName Name => instance.Name;

    public override string InstanceId => instance.Id;

    public override ParentOrchestrationInstance? Parent { get; } =
        instance.Parent is { Id: { } id, Name: { } name } ? new ParentOrchestrationInstance(name, id) : null;

    public override DateTime CurrentUtcDateTime => time;

    public override bool IsReplaying => isReplaying;

    /// <summary>What a continuation as new asked for, once the code has ended.</summary>
    public TurnEnd.Restarted? Restart => restart is { } wanted
        ? new TurnEnd.Restarted(wanted.Input, wanted.KeepEvents ? externalEvents.UnprocessedIds : [])
        : null;

    protected override ILoggerFactory LoggerFactory => loggerFactory;

    public void BeginTurn(DateTime now, bool replaying)
    {
        time = now;
        isReplaying = replaying;
        actions = [];
        hasCustomStatus = false;
    }

    public TurnOutcome EndTurn(TurnEnd? end) => new(actions, end)
    {
        HasCustomStatus = hasCustomStatus,
        CustomStatus = hasCustomStatus ? converter.Serialize(customStatus) : null,
    };

    /// <summary>Hands an event to whoever waits for it; a result that nobody waits for any more is dropped.</summary>
    public void Apply(HubEvent happened)
    {
        if (happened.Kind == EventKind.EventRaised)
        {
            externalEvents.Raise(happened);
        }
        else if (pending.Remove(happened.TaskId, out var task))
        {
            task.Complete(happened);
        }
    }

    public override T? GetInput<T>()
        where T : default => converter.Deserialize<T>(instance.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        ThrowIfOptionsAreInput(input, options);
        return Retries.RunAsync(this, options?.Retry, () => Schedule<TResult>(taskId => new HubAction(ActionKind.CallActivity, taskId, name)
        {
            Data = converter.Serialize(input),
        }));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        ThrowIfOptionsAreInput(input, options);
        var target = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        return Retries.RunAsync(this, options?.Retry, () => Schedule<TResult>(
            taskId => new HubAction(ActionKind.CallSubOrchestrator, taskId, orchestratorName)
            {
                Data = converter.Serialize(input),
                Target = target,
            }));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var timer = Add<object?>(taskId => new HubAction(ActionKind.CreateTimer, taskId, "") { Due = fireAt.ToUniversalTime() });
        var timerId = lastTaskId;
        cancellationToken.Register(() => Cancel(timer, timerId, cancellationToken));
        return timer.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ThrowIfOffTurn();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return externalEvents.WaitAsync<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ThrowIfOffTurn();
        actions.Add(new HubAction(ActionKind.SendEvent, ++lastTaskId, eventName) { Target = instanceId, Data = converter.Serialize(payload) });
    }

    public override void SetCustomStatus(object? customStatus)
    {
        ThrowIfOffTurn();
        this.customStatus = customStatus;
        hasCustomStatus = true;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        ThrowIfOffTurn();
        restart = (converter.Serialize(newInput), preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        ThrowIfOffTurn();
        return DeterministicGuid.Create(InstanceId, time, guidCounter++);
    }

    private Task<T> Schedule<T>(Func<int, HubAction> create) => Add<T>(create).Task;

    private PendingTask<T> Add<T>(Func<int, HubAction> create)
    {
        ThrowIfOffTurn();
        var action = create(++lastTaskId);
        var task = new PendingTask<T>(action.Name, action.TaskId, converter);
        pending.Add(action.TaskId, task);
        actions.Add(action);
        return task;
    }

    private void Cancel(PendingTask<object?> timer, int timerId, CancellationToken cancellationToken)
    {
        if (pending.Remove(timerId))
        {
            actions.Add(new HubAction(ActionKind.CancelTimer, timerId, ""));
            timer.Cancel(cancellationToken);
        }
    }

    private void ThrowIfOffTurn()
    {
        if (!turns.IsCurrent)
        {
            throw new InvalidOperationException(OrchestrationRuntime.ForeignTaskMessage);
        }
    }

    private static void ThrowIfOptionsAreInput(object? input, TaskOptions? options)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException("TaskOptions were passed as the input of the task; pass them by name: options: …", nameof(input));
        }
    }
}
