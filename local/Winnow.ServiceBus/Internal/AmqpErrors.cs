using System.Net.Sockets;
using System.Security.Authentication;
using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Turns what AMQP and sockets report into the exceptions of the official client.</summary>
internal static class AmqpErrors
{
    public const string MessageLockLost = "com.microsoft:message-lock-lost";
    public const string MessageNotFound = "com.microsoft:message-not-found";
    public const string NotFound = "amqp:not-found";
    public const string Timeout = "com.microsoft:timeout";
    public const string ServerBusy = "com.microsoft:server-busy";
    public const string ArgumentError = "com.microsoft:argument-error";
    public const string QuotaExceeded = "amqp:resource-limit-exceeded";
    public const string Unauthorized = "amqp:unauthorized-access";

    public static Exception ToException(Error? error, string entity) =>
        error is null
            ? Lost("The link was closed without a reason.", entity)
            : ToException(error.Condition?.ToString() ?? "", error.Description ?? error.Condition?.ToString() ?? "Unknown error.", entity);

    public static Exception ToException(string condition, string message, string entity) => condition switch
    {
        NotFound => new ServiceBusException(message, ServiceBusFailureReason.MessagingEntityNotFound, entity),
        Timeout => new ServiceBusException(message, ServiceBusFailureReason.ServiceTimeout, entity),
        ServerBusy => new ServiceBusException(message, ServiceBusFailureReason.ServiceBusy, entity),
        MessageLockLost => new ServiceBusException(message, ServiceBusFailureReason.MessageLockLost, entity),
        MessageNotFound => new ServiceBusException(message, ServiceBusFailureReason.MessageNotFound, entity),
        QuotaExceeded => new ServiceBusException(message, ServiceBusFailureReason.QuotaExceeded, entity),
        "amqp:link:message-size-exceeded" => new ServiceBusException(message, ServiceBusFailureReason.MessageSizeExceeded, entity),
        "com.microsoft:entity-disabled" => new ServiceBusException(message, ServiceBusFailureReason.MessagingEntityDisabled, entity),
        "com.microsoft:session-lock-lost" => new ServiceBusException(message, ServiceBusFailureReason.SessionLockLost, entity),
        "com.microsoft:session-cannot-be-locked" => new ServiceBusException(message, ServiceBusFailureReason.SessionCannotBeLocked, entity),
        Unauthorized or "com.microsoft:auth-failed" => new UnauthorizedAccessException(message),
        "amqp:not-implemented" => new NotSupportedException(message),
        "amqp:not-allowed" => new InvalidOperationException(message),
        ArgumentError => new ArgumentException(message),
        "com.microsoft:argument-out-of-range" => new ArgumentOutOfRangeException(null, message),
        // AMQPNetLite reports a socket that failed, and the use of a link that is gone, with these.
        "amqp:connection:forced" or "amqp:link:detach-forced" or "amqp:session:detach-forced" or "amqp:illegal-state" => Lost(message, entity),
        _ => new ServiceBusException(true, message, entity),
    };

    /// <summary>The exception that a caller sees for one that a try ended with.</summary>
    public static Exception Translate(Exception exception, string entity) => exception switch
    {
        AmqpException amqp => ToException(amqp.Error, entity),
        SocketException or IOException or AuthenticationException or ObjectDisposedException { ObjectName: not null } => Lost(exception.Message, entity, exception),
        OperationCanceledException or TimeoutException =>
            new ServiceBusException("The operation did not end within the time that a try may take.", ServiceBusFailureReason.ServiceTimeout, entity, exception),
        _ => exception,
    };

    public static ServiceBusException Lost(string message, string entity, Exception? cause = null) =>
        new(message, ServiceBusFailureReason.ServiceCommunicationProblem, entity, cause);
}
