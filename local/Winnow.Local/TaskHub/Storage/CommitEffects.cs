namespace Winnow.Local.TaskHub.Storage;

/// <summary>What a group of committed writes means for the parts of the hub that wait.</summary>
internal sealed class CommitEffects
{
    /// <summary>Keys of instances that have something to do.</summary>
    public HashSet<long> Ready { get; } = [];

    /// <summary>Ids of instances whose status has changed.</summary>
    public HashSet<string> Changed { get; } = [];

    public bool HasNewActivities { get; set; }

    public bool HasNewTimers { get; set; }

    public void Clear()
    {
        Ready.Clear();
        Changed.Clear();
        HasNewActivities = false;
        HasNewTimers = false;
    }
}
