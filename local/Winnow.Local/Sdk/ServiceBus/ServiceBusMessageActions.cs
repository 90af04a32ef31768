using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settles the messages that started a function.</summary>
public class ServiceBusMessageActions
{
    private readonly ServiceBusReceiver? _receiver;
    private readonly ConcurrentDictionary<string, bool> _settled = new(StringComparer.Ordinal);

    /// <summary>For mocks.</summary>
    protected ServiceBusMessageActions()
    {
    }

    internal ServiceBusMessageActions(ServiceBusReceiver receiver) => _receiver = receiver;

    private ServiceBusReceiver Receiver => _receiver ?? throw new InvalidOperationException("The actions are a mock.");

    /// <summary>Removes the message from its queue.</summary>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(message, Receiver.CompleteMessageAsync(message, cancellationToken));

    /// <summary>Gives the message back, so that it is delivered again.</summary>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, Receiver.AbandonMessageAsync(message, propertiesToModify, cancellationToken));

    /// <summary>Moves the message to the dead-letter queue.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, Receiver.DeadLetterMessageAsync(message, propertiesToModify, deadLetterReason!, deadLetterErrorDescription, cancellationToken));

    /// <summary>Puts the message aside, for a receiver that asks for its sequence number.</summary>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, Receiver.DeferMessageAsync(message, propertiesToModify, cancellationToken));

    /// <summary>Starts the lock of the message anew.</summary>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Receiver.RenewMessageLockAsync(message, cancellationToken);

    /// <summary>Whether the function has said what is to become of the message.</summary>
    internal bool IsSettled(ServiceBusReceivedMessage message) => _settled.ContainsKey(message.LockToken);

    private async Task SettleAsync(ServiceBusReceivedMessage message, Task settling)
    {
        await settling;
        _settled[message.LockToken] = true;
    }
}
