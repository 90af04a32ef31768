namespace Azure.Messaging.ServiceBus;

/// <summary>How a receiver takes messages.</summary>
public class ServiceBusReceiverOptions
{
    /// <value>Messages that are fetched ahead of calls; their locks run meanwhile. Default 0.</value>
    public int PrefetchCount
    {
        get;
        set => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "PrefetchCount is not negative.");
    }

    /// <value>Default <see cref="ServiceBusReceiveMode.PeekLock"/>.</value>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <value>Default <see cref="ServiceBus.SubQueue.None"/>.</value>
    public SubQueue SubQueue { get; set; } = SubQueue.None;

    /// <value>The name of the receiver in the service's logs. Default: one that is made up.</value>
    public string? Identifier { get; set; }
}
