using System.Diagnostics.CodeAnalysis;
using Winnow.Local.Storage;
using Winnow.Local.TaskHub.History;

namespace Winnow.Local.TaskHub.Storage;

/// <content>Events, activities and timers.</content>
internal sealed partial class HubWriter
{
    /// <summary>Task id of the timer that lets an instance begin at its start time.</summary>
    private const int StartTimer = 0;

    private const int MaxTimersAtOnce = 500;

    private Statement appendResult, appendRaised, insertActivity, deleteActivity, insertTimer, deleteTimer, dueTimers;

    /// <summary>Records the result of an activity; it is dropped when nobody waits for it any more.</summary>
    /// <returns>False when the activity had a result already, or its instance was terminated or purged.</returns>
    public bool CompleteActivity(PendingActivity activity, EventKind kind, string? data)
    {
        if (deleteActivity.Execute(activity.Id) == 0)
        {
            return false;
        }

        AppendResult(activity.Instance, activity.Execution, kind, activity.TaskId, data);
        return true;
    }

    /// <summary>Hands an event to a live instance; it is dropped when there is none of that id.</summary>
    public void RaiseEvent(string instanceId, string name, string? data)
    {
        if (appendRaised.Scalar(instanceId, ++lastEventId, (int)EventKind.EventRaised, name, data) is long key)
        {
            Effects.Ready.Add(key);
        }
    }

    /// <summary>Fires timers that are due; call again for as long as it returns true.</summary>
    public bool FireTimers(DateTime now)
    {
        var due = dueTimers.List(
            reader => (Instance: reader.GetInt64(0), Task: reader.GetInt32(1), Execution: reader.GetInt32(2)), now.Ticks, MaxTimersAtOnce);
        foreach (var timer in due)
        {
            deleteTimer.Execute(timer.Instance, timer.Task);
            if (timer.Task == StartTimer)
            {
                Effects.Ready.Add(timer.Instance);
            }
            else
            {
                AppendResult(timer.Instance, timer.Execution, EventKind.TimerFired, timer.Task, null);
            }
        }

        return due.Count == MaxTimersAtOnce;
    }

    private void AppendResult(long instance, int execution, EventKind kind, int taskId, string? data)
    {
        if (appendResult.Execute(instance, ++lastEventId, (int)kind, taskId, data, execution) > 0)
        {
            Effects.Ready.Add(instance);
        }
    }

    private void AddActivity(long instance, int execution, HubAction action)
    {
        insertActivity.Execute(instance, execution, action.TaskId, action.Name, action.Data);
        Effects.HasNewActivities = true;
    }

    private void AddTimer(long instance, int taskId, int execution, DateTime due)
    {
        insertTimer.Execute(instance, taskId, execution, due.Ticks);
        Effects.HasNewTimers = true;
    }

    [MemberNotNull(
        nameof(appendResult), nameof(appendRaised), nameof(insertActivity), nameof(deleteActivity), nameof(insertTimer), nameof(deleteTimer),
        nameof(dueTimers))]
    private void PrepareWorkStatements()
    {
        appendResult = Prepare(
            """
            INSERT INTO events(instance, id, kind, task, data)
            SELECT key, $2, $3, $4, $5 FROM instances WHERE key = $1 AND execution = $6 AND status IN (0, 6, 7)
            """,
            6);
        appendRaised = Prepare(
            """
            INSERT INTO events(instance, id, kind, task, name, data)
            SELECT key, $2, $3, 0, $4, $5 FROM instances WHERE id = $1 AND status IN (0, 6, 7) RETURNING instance
            """,
            5);
        insertActivity = Prepare("INSERT INTO activities(instance, execution, task, name, input) VALUES ($1, $2, $3, $4, $5)", 5);
        deleteActivity = Prepare("DELETE FROM activities WHERE id = $1", 1);
        insertTimer = Prepare("INSERT INTO timers(instance, task, execution, due) VALUES ($1, $2, $3, $4)", 4);
        deleteTimer = Prepare("DELETE FROM timers WHERE instance = $1 AND task = $2", 2);
        dueTimers = Prepare("SELECT instance, task, execution FROM timers WHERE due <= $1 ORDER BY due, instance, task LIMIT $2", 2);
    }
}
