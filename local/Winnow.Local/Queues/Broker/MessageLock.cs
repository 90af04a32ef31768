using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Broker;

/// <summary>A message in the hands of a receiver.</summary>
internal sealed class MessageLock(StoredMessage message, long until)
{
    /// <summary>What the receiver names the lock by.</summary>
    public Guid Token { get; } = Guid.NewGuid();

    public long Sequence { get; } = message.Sequence;

    /// <summary>Deliveries before this one.</summary>
    public int Deliveries { get; } = message.Deliveries;

    /// <summary>Whether the message was received by its number, and so is set aside again when it is abandoned.</summary>
    public bool IsDeferred { get; } = message.State == MessageState.Deferred;

    /// <summary>When the lock ends (Unix milliseconds).</summary>
    public long Until { get; set; } = until;
}
