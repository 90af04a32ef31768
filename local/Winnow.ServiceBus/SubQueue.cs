namespace Azure.Messaging.ServiceBus;

/// <summary>The queue beside a queue or subscription that a receiver reads.</summary>
public enum SubQueue
{
    None,

    /// <summary>Messages that were dead-lettered.</summary>
    DeadLetter,

    /// <summary>Messages that could not be forwarded.</summary>
    TransferDeadLetter,
}
