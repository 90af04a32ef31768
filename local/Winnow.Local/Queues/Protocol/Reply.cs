using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Winnow.Local.Queues.Protocol;

/// <summary>An answer to a request.</summary>
/// <param name="Status">As in HTTP.</param>
internal sealed record Reply(int Status)
{
    public string Description { get; init; } = "";

    /// <summary>The error condition, if it is one.</summary>
    public string? Condition { get; init; }

    public Map? Body { get; init; }

    /// <summary>The message that answers a request; the status stands in it under the names that <c>$cbs</c> and <c>$management</c> use.</summary>
    public Message ToMessage(Message request)
    {
        var properties = new ApplicationProperties
        {
            ["status-code"] = Status,
            ["status-description"] = Description,
            ["statusCode"] = Status,
            ["statusDescription"] = Description,
        };
        if (Condition is not null)
        {
            properties["errorCondition"] = (Symbol)Condition;
        }

        var reply = new Message
        {
            Properties = new Properties(),
            ApplicationProperties = properties,
            BodySection = new AmqpValue { Value = Body },
        };
        if (request.Properties?.GetMessageId() is { } id)
        {
            reply.Properties.SetCorrelationId(id);
        }

        return reply;
    }
}
