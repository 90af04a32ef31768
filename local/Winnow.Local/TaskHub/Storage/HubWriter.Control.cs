using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask.Client;
using Winnow.Local.Storage;

namespace Winnow.Local.TaskHub.Storage;

/// <content>Terminate, suspend, resume, purge.</content>
internal sealed partial class HubWriter
{
    private Statement liveChildren, children, idOf, deleteActivities, suspend, resume, endedInstances;

    /// <summary>Terminates a live instance and, when asked to, its live sub-orchestrations; leaves any other alone.</summary>
    public void Terminate(string id, string? output, bool recursive)
    {
        if (Find(id) is { } found && found.Status.IsLive())
        {
            Terminate(found.Key, output, recursive);
        }
    }

    public void Suspend(string id)
    {
        if (suspend.Execute(id, NowTicks) > 0)
        {
            Effects.Changed.Add(id);
        }
    }

    public void Resume(string id)
    {
        if (resume.Scalar(id, NowTicks) is long key)
        {
            Effects.Changed.Add(id);
            Effects.Ready.Add(key);
        }
    }

    /// <summary>Removes an ended instance.</summary>
    /// <returns>How many instances were removed.</returns>
    /// <exception cref="InvalidOperationException">The instance is live.</exception>
    public int Purge(string id, bool recursive)
    {
        if (Find(id) is not { } found)
        {
            return 0;
        }

        if (found.Status.IsLive())
        {
            throw new InvalidOperationException(
                $"The orchestration '{id}' is {found.Status} and cannot be purged. Wait for its end or terminate it first.");
        }

        return Purge(found.Key, recursive);
    }

    /// <summary>Removes the ended instances that the filter selects, a bounded number at a time.</summary>
    /// <returns>How many instances were removed, and whether there may be more.</returns>
    public (int Count, bool HasMore) Purge(PurgeInstancesFilter filter, bool recursive)
    {
        const int maxAtOnce = 500;
        var statuses = filter.Statuses is null ? null : $"[{string.Join(',', filter.Statuses.Select(status => (int)status))}]";
        var keys = endedInstances.List(
            reader => reader.GetInt64(0),
            filter.CreatedFrom?.UtcTicks ?? 0,
            filter.CreatedTo?.UtcTicks ?? long.MaxValue,
            statuses,
            maxAtOnce);
        return (keys.Sum(key => Purge(key, recursive)), keys.Count == maxAtOnce);
    }

    private void Terminate(long key, string? output, bool recursive)
    {
        var id = (string)idOf.Scalar(key)!;
        deleteActivities.Execute(key);
        End(key, id, OrchestrationRuntimeStatus.Terminated, output, null);
        if (!recursive)
        {
            return;
        }

        foreach (var child in liveChildren.List(reader => reader.GetInt64(0), key))
        {
            Terminate(child, output, recursive);
        }
    }

    private int Purge(long key, bool recursive)
    {
        var below = recursive ? children.List(reader => reader.GetInt64(0), key).Sum(child => Purge(child, recursive)) : 0;
        return below + Purge(key);
    }

    private int Purge(long key)
    {
        DeleteHistory(key);
        return deleteInstance.Execute(key);
    }

    [MemberNotNull(
        nameof(liveChildren), nameof(children), nameof(idOf), nameof(deleteActivities), nameof(suspend), nameof(resume),
        nameof(endedInstances))]
    private void PrepareControlStatements()
    {
        liveChildren = Prepare("SELECT key FROM instances WHERE parent = $1 AND status IN (0, 6, 7)", 1);
        children = Prepare("SELECT key FROM instances WHERE parent = $1 AND status NOT IN (0, 6, 7)", 1);
        idOf = Prepare("SELECT id FROM instances WHERE key = $1", 1);
        deleteActivities = Prepare("DELETE FROM activities WHERE instance = $1", 1);
        suspend = Prepare("UPDATE instances SET status = 7, updated_at = $2 WHERE id = $1 AND status IN (0, 6)", 2);
        resume = Prepare(
            """
            UPDATE instances SET status = CASE turns WHEN 0 THEN 6 ELSE 0 END, updated_at = $2 WHERE id = $1 AND status = 7 RETURNING key
            """,
            2);
        endedInstances = Prepare(
            """
            SELECT key FROM instances
            WHERE status NOT IN (0, 6, 7) AND created_at >= $1 AND created_at <= $2
            AND ($3 IS NULL OR status IN (SELECT value FROM json_each($3)))
            ORDER BY key LIMIT $4
            """,
            4);
    }
}
