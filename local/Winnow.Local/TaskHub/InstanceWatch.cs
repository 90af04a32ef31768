namespace Winnow.Local.TaskHub;

/// <summary>Wakes those who wait for the status of an instance to change.</summary>
internal sealed class InstanceWatch
{
    private readonly Dictionary<string, TaskCompletionSource> watched = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>A task that completes when the instance next changes; ask for it before reading the state.</summary>
    public Task NextChange(string instanceId)
    {
        lock (gate)
        {
            if (!watched.TryGetValue(instanceId, out var change))
            {
                change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                watched.Add(instanceId, change);
            }

            return change.Task;
        }
    }

    public void Changed(string instanceId)
    {
        lock (gate)
        {
            if (watched.Remove(instanceId, out var change))
            {
                change.SetResult();
            }
        }
    }
}
