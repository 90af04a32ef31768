using System.Collections.ObjectModel;
using Azure.Messaging.ServiceBus.Internal;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message as a receiver sees it.</summary>
public class ServiceBusReceivedMessage
{
    internal const string DeadLetterReasonName = "DeadLetterReason";
    internal const string DeadLetterErrorDescriptionName = "DeadLetterErrorDescription";

    internal ServiceBusReceivedMessage()
    {
    }

    /// <exception cref="NotSupportedException">The sender wrote an AMQP value or sequence rather than bytes.</exception>
    public BinaryData Body
    {
        get => field ?? throw new NotSupportedException("The body of the message is an AMQP value or sequence, not bytes.");
        internal init;
    }

    public string? MessageId { get; internal init; }

    public string? PartitionKey { get; internal init; }

    public string? TransactionPartitionKey { get; internal init; }

    public string? SessionId { get; internal init; }

    public string? ReplyToSessionId { get; internal init; }

    /// <summary>How long the message is worth delivering; <see cref="TimeSpan.MaxValue"/> for ever.</summary>
    public TimeSpan TimeToLive { get; internal init; } = TimeSpan.MaxValue;

    public string? CorrelationId { get; internal init; }

    public string? Subject { get; internal init; }

    public string? To { get; internal init; }

    public string? ContentType { get; internal init; }

    public string? ReplyTo { get; internal init; }

    public DateTimeOffset ScheduledEnqueueTime { get; internal init; }

    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } = ReadOnlyDictionary<string, object>.Empty;

    /// <summary>What the message is settled by; zeros when it is not locked.</summary>
    public string LockToken => LockTokenGuid.ToString();

    /// <summary>How often the message has been delivered, this time included.</summary>
    public int DeliveryCount { get; internal init; }

    public DateTimeOffset LockedUntil { get; internal set; }

    public long SequenceNumber { get; internal init; } = -1;

    /// <summary>The queue or subscription that the message was dead-lettered from.</summary>
    public string? DeadLetterSource { get; internal init; }

    public long EnqueuedSequenceNumber { get; internal init; }

    public DateTimeOffset EnqueuedTime { get; internal init; }

    public ServiceBusMessageState State { get; internal init; }

    /// <summary>When the message stops being worth delivering; <see cref="DateTimeOffset.MaxValue"/> for never.</summary>
    public DateTimeOffset ExpiresAt =>
        TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive;

    public string? DeadLetterReason => ApplicationProperties.GetValueOrDefault(DeadLetterReasonName) as string;

    public string? DeadLetterErrorDescription => ApplicationProperties.GetValueOrDefault(DeadLetterErrorDescriptionName) as string;

    internal Guid LockTokenGuid { get; init; }

    /// <summary>How it came in; null when it did not come over a link.</summary>
    internal Delivery? Delivery { get; init; }

    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
