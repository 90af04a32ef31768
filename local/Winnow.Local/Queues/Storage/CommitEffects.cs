namespace Winnow.Local.Queues.Storage;

/// <summary>What a group of committed writes means for those who wait.</summary>
internal sealed class CommitEffects
{
    /// <summary>Messages that have become active, in the order of their sequence numbers.</summary>
    public List<StoredMessage> Arrivals { get; } = [];

    public void Clear() => Arrivals.Clear();
}
