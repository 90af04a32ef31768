using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settles the message that started a function.</summary>
public abstract class ServiceBusMessageActions
{
    public abstract Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default);

    public abstract Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default);

    public abstract Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default);

    public abstract Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default);
}
