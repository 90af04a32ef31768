using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask.Client;
using Winnow.Local.Storage;
using Winnow.Local.TaskHub.Execution;
using Winnow.Local.TaskHub.History;

namespace Winnow.Local.TaskHub.Storage;

/// <content>Committing a turn: history, new work and seen events together.</content>
internal sealed partial class HubWriter
{
    private static readonly HashSet<OrchestrationRuntimeStatus> LiveStatuses =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    private Statement advance, setCustomStatus, insertTurn, restart, deleteSeenEvents;

    /// <summary>Commits a turn, unless the instance was terminated, purged or replaced while the turn ran.</summary>
    /// <returns>Whether the turn counts.</returns>
    public bool CommitTurn(TurnRecord turn)
    {
        var (instance, outcome) = (turn.Instance, turn.Outcome);
        var now = NowTicks;
        if (advance.Execute(instance.Key, instance.Execution, instance.Turns, turn.LastEvent, turn.Time.Ticks, now) == 0)
        {
            return false;
        }

        if (instance.Status == OrchestrationRuntimeStatus.Pending)
        {
            Effects.Changed.Add(instance.Id);
        }

        if (outcome.HasCustomStatus)
        {
            setCustomStatus.Execute(instance.Key, outcome.CustomStatus);
        }

        foreach (var action in outcome.Actions)
        {
            Apply(instance, action);
        }

        Conclude(turn);
        return true;
    }

    private void Apply(InstanceRow instance, HubAction action)
    {
        switch (action.Kind)
        {
            case ActionKind.CallActivity:
                AddActivity(instance.Key, instance.Execution, action);
                break;
            case ActionKind.CallSubOrchestrator:
                StartChild(instance, action);
                break;
            case ActionKind.CreateTimer:
                AddTimer(instance.Key, action.TaskId, instance.Execution, action.Due);
                break;
            case ActionKind.CancelTimer:
                deleteTimer.Execute(instance.Key, action.TaskId);
                break;
            case ActionKind.SendEvent:
                RaiseEvent(action.Target!, action.Name, action.Data);
                break;
            default:
                throw new InvalidOperationException($"Unknown action {action.Kind}.");
        }
    }

    private void StartChild(InstanceRow instance, HubAction action)
    {
        var parent = new ParentRow(instance.Key, instance.Execution, action.TaskId);
        var child = new NewInstance(action.Target!, action.Name, action.Data, StartAt: default, parent);
        if (Find(child.Id) is { } existing && LiveStatuses.Contains(existing.Status))
        {
            var failure = Failures.Serialize(Failures.AlreadyExists(child.Id));
            AppendResult(instance.Key, instance.Execution, EventKind.TaskFailed, action.TaskId, failure);
            return;
        }

        Start(child, LiveStatuses);
    }

    private void Conclude(TurnRecord turn)
    {
        var (instance, outcome) = (turn.Instance, turn.Outcome);
        switch (outcome.End)
        {
            case null:
                insertTurn.Execute(instance.Key, instance.Turns, turn.Time.Ticks, turn.LastEvent, ActionLog.Encode(outcome.Actions));
                break;
            case TurnEnd.Completed completed:
                End(instance.Key, instance.Id, OrchestrationRuntimeStatus.Completed, completed.Output, null);
                break;
            case TurnEnd.Failed failed:
                End(instance.Key, instance.Id, OrchestrationRuntimeStatus.Failed, null, failed.Failure);
                break;
            case TurnEnd.Restarted restarted:
                Restart(turn, restarted);
                break;
            default:
                throw new InvalidOperationException($"Unknown end {outcome.End}.");
        }
    }

    private void Restart(TurnRecord turn, TurnEnd.Restarted restarted)
    {
        var key = turn.Instance.Key;
        restart.Execute(key, restarted.Input);
        deleteTurns.Execute(key);
        deleteTimers.Execute(key);
        deleteSeenEvents.Execute(key, turn.LastEvent, $"[{string.Join(',', restarted.KeptEvents)}]", (int)EventKind.EventRaised);
        Effects.Ready.Add(key);
    }

    [MemberNotNull(nameof(advance), nameof(setCustomStatus), nameof(insertTurn), nameof(restart), nameof(deleteSeenEvents))]
    private void PrepareTurnStatements()
    {
        advance = Prepare(
            """
            UPDATE instances
            SET turns = turns + 1, last_event = $4, turn_time = $5, updated_at = $6, status = CASE status WHEN 6 THEN 0 ELSE status END
            WHERE key = $1 AND execution = $2 AND turns = $3 AND status IN (0, 6, 7)
            """,
            6);
        setCustomStatus = Prepare("UPDATE instances SET custom_status = $2 WHERE key = $1", 2);
        insertTurn = Prepare("INSERT INTO turns(instance, number, time, last_event, actions) VALUES ($1, $2, $3, $4, $5)", 5);
        restart = Prepare("UPDATE instances SET execution = execution + 1, turns = 0, last_event = 0, input = $2 WHERE key = $1", 2);
        deleteSeenEvents = Prepare(
            """
            DELETE FROM events WHERE instance = $1
            AND (kind <> $4 OR (id <= $2 AND id NOT IN (SELECT value FROM json_each($3))))
            """,
            4);
    }
}
