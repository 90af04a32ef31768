namespace Azure.Messaging.ServiceBus;

/// <summary>How a sender is set up.</summary>
public class ServiceBusSenderOptions
{
    /// <value>The name of the sender in the service's logs. Default: one that is made up.</value>
    public string? Identifier { get; set; }
}
