namespace Azure.Messaging.ServiceBus;

/// <summary>How the wait between two tries grows.</summary>
public enum ServiceBusRetryMode
{
    Fixed,
    Exponential,
}
