namespace Azure.Messaging.ServiceBus;

/// <summary>When a received message leaves its queue.</summary>
public enum ServiceBusReceiveMode
{
    /// <summary>When the receiver completes it; until then it is locked.</summary>
    PeekLock,

    /// <summary>When it is sent to the receiver: it is lost if the receiver fails.</summary>
    ReceiveAndDelete,
}
