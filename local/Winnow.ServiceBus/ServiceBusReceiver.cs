using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus.Internal;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives messages of one queue or subscription, and settles them.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    private readonly AmqpReceiver? _inner;
    private readonly ServiceBusClient? _client;

    /// <summary>For mocks.</summary>
    protected ServiceBusReceiver()
    {
        FullyQualifiedNamespace = "";
        EntityPath = "";
        Identifier = "";
    }

    protected ServiceBusReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions? options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(queueName);
        _client = client;
        var path = EntityPaths.Of(queueName, options?.SubQueue ?? SubQueue.None);
        FullyQualifiedNamespace = client.FullyQualifiedNamespace;
        EntityPath = path;
        Identifier = options?.Identifier is { Length: > 0 } identifier ? identifier : $"{path}-{Guid.NewGuid()}";
        PrefetchCount = options?.PrefetchCount ?? 0;
        ReceiveMode = options?.ReceiveMode ?? ServiceBusReceiveMode.PeekLock;
        _inner = new AmqpReceiver(client.Connection, path, options?.PrefetchCount ?? 0, options?.ReceiveMode ?? default, client.Retries);
    }

    protected ServiceBusReceiver(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusReceiverOptions? options)
        : this(client, EntityPaths.OfSubscription(topicName, subscriptionName), options)
    {
    }

    public virtual string FullyQualifiedNamespace { get; }

    public virtual string EntityPath { get; }

    public virtual string Identifier { get; }

    public virtual int PrefetchCount { get; }

    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    public virtual bool IsClosed { get; private set; }

    private AmqpReceiver Inner
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed || _client?.IsClosed == true, this);
            return _inner ?? throw new InvalidOperationException("The receiver is a mock.");
        }
    }

    /// <summary>Waits for messages, and returns as soon as there are some.</summary>
    /// <param name="maxMessages">The most to return.</param>
    /// <param name="maxWaitTime">How long to wait for the first; null takes the time of a try, one minute by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>None when none came in time.</returns>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        if (maxWaitTime is { } wait && wait <= TimeSpan.Zero && (PrefetchCount == 0 || wait < TimeSpan.Zero))
            throw new ArgumentOutOfRangeException(nameof(maxWaitTime), wait, "The wait is above zero; it may be zero with prefetch.");
        return Inner.ReceiveAsync(maxMessages, maxWaitTime, cancellationToken);
    }

    /// <summary>Receives until it is cancelled.</summary>
    public virtual async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await ReceiveMessageAsync(null, cancellationToken) is { } message)
                yield return message;
        }
    }

    /// <inheritdoc cref="ReceiveMessagesAsync(int, TimeSpan?, CancellationToken)"/>
    /// <returns>Null when none came in time.</returns>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default) =>
        await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken) is [var message, ..] ? message : null;

    /// <summary>Reads messages without a lock, whatever their state.</summary>
    /// <param name="maxMessages">The most to return.</param>
    /// <param name="fromSequenceNumber">The first; null goes on behind the last peek.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = default, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        return Inner.PeekAsync(maxMessages, fromSequenceNumber, cancellationToken);
    }

    /// <inheritdoc cref="PeekMessagesAsync"/>
    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(long? fromSequenceNumber = default, CancellationToken cancellationToken = default) =>
        await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken) is [var message, ..] ? message : null;

    /// <summary>Removes a message from its queue, and waits until the broker has done so.</summary>
    /// <exception cref="ServiceBusException">The lock is lost, or the broker is away.</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(message, new Disposition("completed"), cancellationToken);

    /// <summary>Gives a message back, so that it is delivered again.</summary>
    /// <exception cref="ServiceBusException">The lock is lost, or the broker is away.</exception>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
        SettleAsync(message, new Disposition("abandoned", propertiesToModify), cancellationToken);

    /// <summary>Puts a message aside, for a receiver that asks for its sequence number.</summary>
    /// <exception cref="ServiceBusException">The lock is lost, or the broker is away.</exception>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
        SettleAsync(message, new Disposition("defered", propertiesToModify), cancellationToken);

    /// <summary>Moves a message to the dead-letter queue.</summary>
    /// <exception cref="ServiceBusException">The lock is lost, or the broker is away.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
        SettleAsync(message, new Disposition("suspended", propertiesToModify), cancellationToken);

    /// <inheritdoc cref="DeadLetterMessageAsync(ServiceBusReceivedMessage, IDictionary{string, object}, CancellationToken)"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, new Disposition("suspended", null, deadLetterReason, deadLetterErrorDescription), cancellationToken);

    /// <inheritdoc cref="DeadLetterMessageAsync(ServiceBusReceivedMessage, IDictionary{string, object}, CancellationToken)"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, new Disposition("suspended", propertiesToModify, deadLetterReason, deadLetterErrorDescription), cancellationToken);

    /// <summary>Starts the lock of a message anew, and sets its <see cref="ServiceBusReceivedMessage.LockedUntil"/>.</summary>
    /// <exception cref="ServiceBusException">The lock is lost, or the broker is away.</exception>
    public virtual async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ThrowUnlessPeekLock();
        message.LockedUntil = await Inner.RenewLockAsync(message.LockTokenGuid, cancellationToken);
    }

    /// <summary>Receives deferred messages.</summary>
    /// <exception cref="ServiceBusException">One of them is not there, or is not deferred.</exception>
    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default) =>
        Inner.ReceiveDeferredAsync([.. sequenceNumbers], cancellationToken);

    /// <inheritdoc cref="ReceiveDeferredMessagesAsync"/>
    public virtual async Task<ServiceBusReceivedMessage> ReceiveDeferredMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        (await ReceiveDeferredMessagesAsync([sequenceNumber], cancellationToken))[0];

    /// <summary>Gives back what was fetched and not returned, and closes the link.</summary>
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

    private Task SettleAsync(ServiceBusReceivedMessage message, Disposition disposition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ThrowUnlessPeekLock();
        return Inner.SettleAsync(message, disposition, cancellationToken);
    }

    private void ThrowUnlessPeekLock()
    {
        if (ReceiveMode != ServiceBusReceiveMode.PeekLock)
            throw new InvalidOperationException("The operation is only supported in 'PeekLock' receive mode.");
    }
}
