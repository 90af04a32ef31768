using Azure.Messaging.ServiceBus;

namespace Winnow.Cli.Bus;

/// <summary>A request that the app refused, or that failed too often.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="Type">Its type; null when it names none.</param>
/// <param name="Reason">A stable code of the app, or <c>MaxDeliveryCountExceeded</c> of the broker.</param>
/// <param name="Description">What to correct.</param>
/// <param name="EnqueuedAt">When it was sent.</param>
/// <param name="Body">What it asked for.</param>
public sealed record DeadLetter(string MessageId, string? Type, string? Reason, string? Description, DateTimeOffset EnqueuedAt, string Body)
{
    /// <summary>The id under which it was sent again; null unless it was.</summary>
    public string? ResubmittedAs { get; init; }

    public static DeadLetter From(ServiceBusReceivedMessage message) => new(
        message.MessageId ?? "",
        message.ApplicationProperties.TryGetValue(MessageBus.TypeProperty, out var type) ? type?.ToString() : null,
        message.DeadLetterReason,
        message.DeadLetterErrorDescription,
        message.EnqueuedTime,
        message.Body.ToString());
}
