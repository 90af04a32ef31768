using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Broker;

/// <summary>A receiver's link, to which a queue pushes messages. The queue calls it from one thread at a time.</summary>
internal interface IConsumer
{
    /// <summary>Whether messages are deleted as they are handed out, instead of locked.</summary>
    bool DeletesOnReceive { get; }

    /// <summary>Whether the receiver takes a further message.</summary>
    bool HasCredit { get; }

    /// <summary>Takes note of what the receiver allows.</summary>
    /// <param name="change">Messages more, or less, than before.</param>
    void Grant(int change);

    /// <summary>Uses up credit for a message that follows.</summary>
    void Reserve();

    /// <summary>Sends a message for which credit was reserved.</summary>
    /// <returns>False when the link has been closed.</returns>
    bool Send(StoredMessage message, MessageLock? messageLock);

    /// <summary>Called when there is no message for the credit that is left; a receiver that drains its link wants to know.</summary>
    void OnNothingLeft();
}
