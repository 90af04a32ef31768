using Azure.Core;
using Azure.Messaging.ServiceBus.Internal;

namespace Azure.Messaging.ServiceBus;

/// <summary>A connection to a Service Bus namespace, which its senders and receivers share. It is opened with the first operation, and again after a loss.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly ConnectionScope? _connection;
    private readonly ServiceBusRetryOptions _retry = new();

    /// <summary>For mocks.</summary>
    protected ServiceBusClient()
    {
        FullyQualifiedNamespace = "";
        Identifier = "";
    }

    /// <exception cref="ArgumentException">The text has neither a key nor a signature.</exception>
    /// <exception cref="FormatException">The text is no connection string.</exception>
    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    /// <inheritdoc cref="ServiceBusClient(string)"/>
    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
        : this(Internal.Endpoint.Parse(connectionString), TokenSource.Parse(connectionString), options)
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options)
        : this(Internal.Endpoint.Of(fullyQualifiedNamespace), new EntraTokenSource(credential), options)
    {
    }

    private ServiceBusClient(Endpoint endpoint, TokenSource tokens, ServiceBusClientOptions? options)
    {
        FullyQualifiedNamespace = endpoint.Host;
        Identifier = options?.Identifier is { Length: > 0 } identifier ? identifier : $"{endpoint.Host}-{Guid.NewGuid()}";
        _retry = options?.RetryOptions ?? _retry;
        _connection = new ConnectionScope(endpoint, Identifier, tokens);
    }

    public virtual string FullyQualifiedNamespace { get; }

    public virtual string Identifier { get; }

    public virtual bool IsClosed { get; private set; }

    internal RetryRunner Retries => new(_retry);

    internal ConnectionScope Connection => _connection ?? throw new InvalidOperationException("The client is a mock.");

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => new InnerSender(this, queueOrTopicName, null);

    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions options) => new InnerSender(this, queueOrTopicName, options);

    public virtual ServiceBusReceiver CreateReceiver(string queueName) => new InnerReceiver(this, queueName, null);

    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) => new InnerReceiver(this, queueName, options);

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) =>
        new InnerReceiver(this, topicName, subscriptionName, null);

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions options) =>
        new InnerReceiver(this, topicName, subscriptionName, options);

    public virtual async ValueTask DisposeAsync()
    {
        IsClosed = true;
        if (_connection is not null)
            await _connection.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // The official constructors are protected, so that only mocks and subclasses call them.
    private sealed class InnerSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions? options)
        : ServiceBusSender(client, queueOrTopicName, options);

    private sealed class InnerReceiver : ServiceBusReceiver
    {
        public InnerReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions? options)
            : base(client, queueName, options)
        {
        }

        public InnerReceiver(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusReceiverOptions? options)
            : base(client, topicName, subscriptionName, options)
        {
        }
    }
}
