using System.Diagnostics.CodeAnalysis;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Winnow.Local.Storage;
using Winnow.Local.TaskHub.History;

namespace Winnow.Local.TaskHub.Storage;

/// <content>Creating and ending instances.</content>
internal sealed partial class HubWriter
{
    private Statement findInstance, insertInstance, deleteInstance, deleteEvents, deleteTurns, deleteTimers, endInstance, findParent;

    /// <summary>Creates an instance, in place of an ended one of the same id.</summary>
    /// <exception cref="OrchestrationAlreadyExistsException">There is one in a status of <paramref name="blocking"/>.</exception>
    public void Start(NewInstance instance, IReadOnlySet<OrchestrationRuntimeStatus> blocking)
    {
        if (Find(instance.Id) is { } existing)
        {
            if (blocking.Contains(existing.Status))
            {
                throw new OrchestrationAlreadyExistsException(
                    $"An orchestration instance with the id '{instance.Id}' already exists and is {existing.Status}.");
            }

            if (existing.Status.IsLive())
            {
                Terminate(existing.Key, null, recursive: false);
            }

            Purge(existing.Key);
        }

        Insert(instance);
    }

    private (long Key, OrchestrationRuntimeStatus Status)? Find(string id)
    {
        using var reader = findInstance.Read(id);
        return reader.Read() ? (reader.GetInt64(0), (OrchestrationRuntimeStatus)reader.GetInt32(1)) : null;
    }

    private void Insert(NewInstance instance)
    {
        var now = NowTicks;
        var key = (long)insertInstance.Scalar(
            instance.Id,
            instance.Name,
            (int)OrchestrationRuntimeStatus.Pending,
            instance.StartAt.Ticks,
            now,
            instance.Parent?.Key,
            instance.Parent?.Execution,
            instance.Parent?.TaskId,
            instance.Input)!;
        Effects.Changed.Add(instance.Id);
        if (instance.StartAt.Ticks > now)
        {
            AddTimer(key, StartTimer, 0, instance.StartAt);
        }
        else
        {
            Effects.Ready.Add(key);
        }
    }

    private void End(long key, string id, OrchestrationRuntimeStatus status, string? output, TaskFailureDetails? failure)
    {
        endInstance.Execute(key, (int)status, output, failure is null ? null : Failures.Serialize(failure), NowTicks);
        DeleteHistory(key);
        Effects.Changed.Add(id);
        NotifyParent(key, output, status == OrchestrationRuntimeStatus.Terminated ? Failures.Terminated(id) : failure);
    }

    private void NotifyParent(long key, string? output, TaskFailureDetails? failure)
    {
        if (ParentOf(key) is not { } parent)
        {
            return;
        }

        var kind = failure is null ? EventKind.TaskCompleted : EventKind.TaskFailed;
        var data = failure is null ? output : Failures.Serialize(failure);
        AppendResult(parent.Key, parent.Execution, kind, parent.TaskId, data);
    }

    private ParentRow? ParentOf(long key)
    {
        using var reader = findParent.Read(key);
        return reader.Read() ? new ParentRow(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2)) : null;
    }

    private void DeleteHistory(long key)
    {
        deleteEvents.Execute(key);
        deleteTurns.Execute(key);
        deleteTimers.Execute(key);
    }

    [MemberNotNull(
        nameof(findInstance), nameof(insertInstance), nameof(deleteInstance), nameof(deleteEvents), nameof(deleteTurns), nameof(deleteTimers),
        nameof(endInstance), nameof(findParent))]
    private void PrepareInstanceStatements()
    {
        findInstance = Prepare("SELECT key, status FROM instances WHERE id = $1", 1);
        insertInstance = Prepare(
            """
            INSERT INTO instances(id, name, status, start_at, created_at, updated_at, parent, parent_execution, parent_task, input)
            VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9) RETURNING key
            """,
            9);
        endInstance = Prepare("UPDATE instances SET status = $2, output = $3, failure = $4, updated_at = $5 WHERE key = $1", 5);
        findParent = Prepare("SELECT parent, parent_execution, parent_task FROM instances WHERE key = $1 AND parent IS NOT NULL", 1);
        deleteInstance = Prepare("DELETE FROM instances WHERE key = $1", 1);
        deleteEvents = Prepare("DELETE FROM events WHERE instance = $1", 1);
        deleteTurns = Prepare("DELETE FROM turns WHERE instance = $1", 1);
        deleteTimers = Prepare("DELETE FROM timers WHERE instance = $1", 1);
    }
}
