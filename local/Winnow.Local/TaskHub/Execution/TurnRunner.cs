using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Winnow.Local.Storage;
using Winnow.Local.TaskHub.History;
using Winnow.Local.TaskHub.Storage;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>Takes one turn of one instance: finds it in memory or replays it, and runs its code with the new events.</summary>
internal sealed class TurnRunner(
    TaskHubOptions options,
    TaskHubRegistry registry,
    ReaderPool<HubReader> readers,
    ReadyQueue ready,
    ILoggerFactory loggerFactory,
    TimeProvider time)
{
    private const int MaxEvents = 1000;
    private readonly RuntimeCache cache = new(options.MaxCachedOrchestrations);

    /// <summary>Returns the turn, which has to be committed and then concluded; null when there is nothing to do.</summary>
    public TakenTurn? Take(long key)
    {
        var cached = options.ReplayEveryTurn ? null : cache.Take(key);
        var instance = readers.Read(reader => reader.FindInstance(key));
        if (instance is null || !instance.IsLive)
        {
            return null;
        }

        if (cached is not null && cached.Execution != instance.Execution)
        {
            cached = null;
        }

        var now = Now(instance);
        var events = readers.Read(reader => reader.Events(key, instance.LastEvent, limit: MaxEvents));
        var hasWork = instance.Turns == 0 || events.Count > 0 || cached is { HasLeftTurn: true };
        if (instance.Status == OrchestrationRuntimeStatus.Suspended || instance.StartAt > now || !hasWork)
        {
            KeepWaiting(key, cached);
            return null;
        }

        return Run(instance, cached, now, events);
    }

    /// <summary>Keeps the orchestrator in memory when its turn counts and it goes on.</summary>
    public void Conclude(TakenTurn turn, bool counts)
    {
        if (counts && turn.Record.Outcome.End is null && !options.ReplayEveryTurn)
        {
            KeepWaiting(turn.Record.Instance.Key, turn.Runtime);
        }

        if (turn.HasMoreEvents)
        {
            ready.Signal(turn.Record.Instance.Key);
        }
    }

    private TakenTurn Run(InstanceRow instance, OrchestrationRuntime? cached, DateTime now, List<HubEvent> events)
    {
        var (runtime, failure) = cached is null ? Rebuild(instance) : (cached, null);
        var outcome = failure is null ? runtime!.Advance(now, events, isReplay: false) : new TurnOutcome([], failure);
        var lastEvent = events.Count > 0 ? events[^1].Id : instance.LastEvent;
        return new TakenTurn(new TurnRecord(instance, now, lastEvent, outcome), runtime, events.Count == MaxEvents);
    }

    private (OrchestrationRuntime? Runtime, TurnEnd.Failed? Failure) Rebuild(InstanceRow instance)
    {
        if (!registry.TryGetOrchestrator(instance.Name, out var invoker))
        {
            return (null, new TurnEnd.Failed(Failures.OrchestratorNotFound(instance.Name)));
        }

        var runtime = new OrchestrationRuntime(
            instance, invoker, options.DataConverter, loggerFactory, onForeignTask: _ => ready.Signal(instance.Key));
        return Replay(instance, runtime) is { } mismatch
            ? (null, new TurnEnd.Failed(Failures.NonDeterministic(mismatch)))
            : (runtime, null);
    }

    /// <summary>Replays all recorded turns and returns what does not agree with them, or null.</summary>
    private string? Replay(InstanceRow instance, OrchestrationRuntime runtime)
    {
        if (instance.Turns == 0)
        {
            return null;
        }

        var (turns, seen) = readers.Read(reader =>
            (reader.Turns(instance.Key, instance.Turns), reader.Events(instance.Key, 0, upTo: instance.LastEvent)));
        var next = 0;
        foreach (var turn in turns)
        {
            var first = next;
            while (next < seen.Count && seen[next].Id <= turn.LastEvent)
            {
                next++;
            }

            var outcome = runtime.Advance(turn.Time, seen.Take(first..next), isReplay: true);
            if (ReplayCheck.FindMismatch(turn, outcome, strict: options.ReplayEveryTurn) is { } mismatch)
            {
                return mismatch;
            }
        }

        return null;
    }

    private void KeepWaiting(long key, OrchestrationRuntime? runtime)
    {
        if (runtime is not null)
        {
            cache.Keep(key, runtime);
        }
    }

    /// <summary>The turn's clock: it never goes back, even when the machine's does.</summary>
    private DateTime Now(InstanceRow instance)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now > instance.TurnTime ? now : instance.TurnTime;
    }
}
