namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public class ServiceBusMessage
{
    private const int MaxId = 128;

    public ServiceBusMessage()
        : this(BinaryData.Empty)
    {
    }

    /// <param name="body">The payload, which is sent as UTF-8.</param>
    public ServiceBusMessage(string body)
        : this(new BinaryData(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    /// <summary>Copies a received message, without what the broker wrote on it.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        MessageId = receivedMessage.MessageId;
        PartitionKey = receivedMessage.PartitionKey;
        SessionId = receivedMessage.SessionId;
        ReplyToSessionId = receivedMessage.ReplyToSessionId;
        TimeToLive = receivedMessage.TimeToLive;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        To = receivedMessage.To;
        ContentType = receivedMessage.ContentType;
        ReplyTo = receivedMessage.ReplyTo;
        ScheduledEnqueueTime = receivedMessage.ScheduledEnqueueTime;
        foreach (var (name, value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (ServiceBusReceivedMessage.DeadLetterReasonName or ServiceBusReceivedMessage.DeadLetterErrorDescriptionName))
                ApplicationProperties[name] = value;
        }
    }

    public BinaryData Body { get; set; }

    /// <value>What duplicate detection compares. Up to 128 characters.</value>
    public string? MessageId
    {
        get;
        set => field = value is null || value.Length is > 0 and <= MaxId
            ? value
            : throw new ArgumentException($"A message id has 1 to {MaxId} characters; this one has {value.Length}.", nameof(value));
    }

    /// <value>Up to 128 characters.</value>
    public string? PartitionKey { get; set => field = Checked(value); }

    /// <value>Up to 128 characters.</value>
    public string? SessionId { get; set => field = Checked(value); }

    /// <value>Up to 128 characters.</value>
    public string? ReplyToSessionId { get; set => field = Checked(value); }

    /// <value>How long the message is worth delivering. Default: as long as its queue says.</value>
    public TimeSpan TimeToLive
    {
        get;
        set => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "TimeToLive is above zero.");
    } = TimeSpan.MaxValue;

    public string? CorrelationId { get; set; }

    public string? Subject { get; set; }

    public string? To { get; set; }

    public string? ContentType { get; set; }

    public string? ReplyTo { get; set; }

    /// <value>When the message becomes visible to receivers. Default: at once.</value>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <value>Values of the simple types: numbers, <see cref="bool"/>, <see cref="string"/>, <see cref="Guid"/>, <see cref="Uri"/>, dates and time spans.</value>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string? Checked(string? value) =>
        value is null || value.Length <= MaxId ? value : throw new ArgumentException($"The value has {value.Length} characters; the limit is {MaxId}.", nameof(value));
}
