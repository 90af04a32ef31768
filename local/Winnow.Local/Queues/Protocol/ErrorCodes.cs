using Amqp;
using Amqp.Framing;

namespace Winnow.Local.Queues.Protocol;

/// <summary>Error conditions of Service Bus beyond those of AMQP.</summary>
internal static class ErrorCodes
{
    public const string LockLost = "com.microsoft:message-lock-lost";
    public const string MessageNotFound = "com.microsoft:message-not-found";
    public const string ServerBusy = "com.microsoft:server-busy";
    public const string DeadLetter = "com.microsoft:dead-letter";
    public const string ArgumentError = "com.microsoft:argument-error";

    public const string LockLostText =
        "The lock is not valid: it has expired, or the message has been completed, abandoned, deferred or dead-lettered already.";

    public static Error Error(string condition, string description) => new(condition) { Description = description };

    public static AmqpException Exception(string condition, string description) => new(Error(condition, description));
}
