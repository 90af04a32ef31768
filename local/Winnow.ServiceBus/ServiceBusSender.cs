using Azure.Messaging.ServiceBus.Internal;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends messages to one queue or topic.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly AmqpSender? _inner;
    private readonly ServiceBusClient? _client;

    /// <summary>For mocks.</summary>
    protected ServiceBusSender()
    {
        FullyQualifiedNamespace = "";
        EntityPath = "";
        Identifier = "";
    }

    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName)
        : this(client, queueOrTopicName, null)
    {
    }

    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions? options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(queueOrTopicName);
        _client = client;
        FullyQualifiedNamespace = client.FullyQualifiedNamespace;
        EntityPath = queueOrTopicName;
        Identifier = options?.Identifier is { Length: > 0 } identifier ? identifier : $"{queueOrTopicName}-{Guid.NewGuid()}";
        _inner = new AmqpSender(client.Connection, queueOrTopicName, client.Retries);
    }

    public virtual string FullyQualifiedNamespace { get; }

    public virtual string EntityPath { get; }

    public virtual string Identifier { get; }

    public virtual bool IsClosed { get; private set; }

    private AmqpSender Inner
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed || _client?.IsClosed == true, this);
            return _inner ?? throw new InvalidOperationException("The sender is a mock.");
        }
    }

    /// <summary>Sends a message, and waits until the broker has it.</summary>
    /// <exception cref="ServiceBusException">It was not accepted; the reason says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The key or token does not allow it.</exception>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Inner.SendAsync([message], cancellationToken);
    }

    /// <summary>Sends messages in one batch: all of them, or none.</summary>
    /// <exception cref="ServiceBusException">They were not accepted; together they may be too large.</exception>
    /// <exception cref="UnauthorizedAccessException">The key or token does not allow it.</exception>
    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ServiceBusMessage[] all = [.. messages];
        return all.Length == 0 ? Task.CompletedTask : Inner.SendAsync(all, cancellationToken);
    }

    /// <summary>Sends a message that receivers see only from some time on.</summary>
    /// <returns>Its sequence number, by which it can be cancelled.</returns>
    public virtual async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await ScheduleMessagesAsync([message], scheduledEnqueueTime, cancellationToken))[0];
    }

    /// <summary>Sends messages that receivers see only from some time on.</summary>
    /// <returns>Their sequence numbers, by which they can be cancelled.</returns>
    public virtual Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ServiceBusMessage[] all = [.. messages];
        foreach (var message in all)
            message.ScheduledEnqueueTime = scheduledEnqueueTime;
        return all.Length == 0 ? Task.FromResult<IReadOnlyList<long>>([]) : Inner.ScheduleAsync(all, cancellationToken);
    }

    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    public virtual Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default) =>
        Inner.CancelScheduledAsync([.. sequenceNumbers], cancellationToken);

    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        if (IsClosed)
            return;
        IsClosed = true;
        if (_inner is not null)
            await _inner.DisposeAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }
}
