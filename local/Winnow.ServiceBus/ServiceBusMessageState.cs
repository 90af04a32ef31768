namespace Azure.Messaging.ServiceBus;

/// <summary>What a message waits for.</summary>
public enum ServiceBusMessageState
{
    /// <summary>A receiver.</summary>
    Active,

    /// <summary>A receiver that asks for it by its sequence number.</summary>
    Deferred,

    /// <summary>Its time.</summary>
    Scheduled,
}
