using Amqp;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Reads what a management or token request was answered with.</summary>
internal static class Replies
{
    public static int Status(Message reply) => reply.ApplicationProperties?["statusCode"] is int code ? code : 0;

    public static string Description(Message reply, int status) =>
        reply.ApplicationProperties?["statusDescription"] as string ?? $"The request was answered with status {status}.";

    /// <summary>The AMQP error condition: what the reply says or, for a reply that does not, what its status stands for.</summary>
    public static string Condition(Message reply, int status) =>
        (reply.ApplicationProperties?["errorCondition"] ?? reply.ApplicationProperties?["error-condition"])?.ToString() is { Length: > 0 } condition
            ? condition
            : status switch
            {
                400 => AmqpErrors.ArgumentError,
                401 => AmqpErrors.Unauthorized,
                403 => AmqpErrors.QuotaExceeded,
                404 => AmqpErrors.NotFound,
                408 => AmqpErrors.Timeout,
                410 => AmqpErrors.MessageLockLost,
                503 => AmqpErrors.ServerBusy,
                _ => "amqp:internal-error",
            };
}
