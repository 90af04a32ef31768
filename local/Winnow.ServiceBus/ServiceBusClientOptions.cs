namespace Azure.Messaging.ServiceBus;

/// <summary>How a client connects.</summary>
public class ServiceBusClientOptions
{
    /// <value>How transient failures are tried again.</value>
    public ServiceBusRetryOptions RetryOptions
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <value>The name of the client in the service's logs. Default: one that is made up.</value>
    public string? Identifier { get; set; }
}
