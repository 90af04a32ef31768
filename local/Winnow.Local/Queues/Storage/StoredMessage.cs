namespace Winnow.Local.Queues.Storage;

/// <summary>A message as the store keeps it. Times are Unix milliseconds.</summary>
/// <param name="Sequence">Its place in the order of all messages; a new one whenever it moves.</param>
/// <param name="Queue">Id of the queue, subscription, topic or dead-letter queue that holds it.</param>
/// <param name="State">What it waits for.</param>
/// <param name="Body">Properties, application properties, body and footer as the sender encoded them.</param>
internal sealed record StoredMessage(long Sequence, long Queue, MessageState State, byte[] Body)
{
    /// <summary>Its first sequence number.</summary>
    public required long OriginalSequence { get; init; }

    public required long Enqueued { get; init; }

    /// <summary>How often it was handed out and came back.</summary>
    public int Deliveries { get; init; }

    /// <summary>When a scheduled message becomes active.</summary>
    public long? Due { get; init; }

    public long? Expires { get; init; }

    /// <summary>The queue or subscription that a dead letter comes from.</summary>
    public string? Source { get; init; }

    /// <summary>Annotations of the sender, as an encoded section.</summary>
    public byte[]? Annotations { get; init; }

    public bool IsExpired(long now) => Expires <= now;
}
