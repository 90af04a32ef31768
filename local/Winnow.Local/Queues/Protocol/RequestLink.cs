using Amqp;
using Amqp.Listener;
using Amqp.Types;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Winnow.Local.Queues.Protocol;

/// <summary>A link over which a client sends requests to <c>$cbs</c> or to a <c>$management</c> node.</summary>
internal sealed partial class RequestLink(ClientConnection client, string node, Func<Message, Task<Reply>> answer, ILogger logger) : LinkEndpoint
{
    public override void OnMessage(MessageContext messageContext)
    {
        var delivery = (ReceivedDelivery)messageContext.Message;
        messageContext.Complete();
        _ = AnswerAsync(messageContext.Link, delivery);
    }

    public override void OnFlow(FlowContext flowContext)
    {
        // A sender has nothing to say about credit.
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // Deliveries are settled by the endpoint.
    }

    private async Task AnswerAsync(ListenerLink link, ReceivedDelivery delivery)
    {
        try
        {
            var request = Message.Decode(new ByteBuffer(delivery.Bytes, 0, delivery.Bytes.Length, delivery.Bytes.Length));
            var reply = await AnswerAsync(request);
            if (client.FindReplyLink(node, request.Properties?.ReplyTo, link.Session) is { } replyLink)
            {
                replyLink.Send(reply.ToMessage(request));
            }
        }
        catch (Exception exception) when (exception is AmqpException or InvalidCastException or ArgumentException)
        {
            LogUnreadable(exception, node);
            link.Close(TimeSpan.Zero, ErrorCodes.Error(ErrorCode.DecodeError, $"A request to '{node}' could not be read: {exception.Message}"));
        }
    }

    private async Task<Reply> AnswerAsync(Message request)
    {
        try
        {
            return await answer(request);
        }
        catch (AmqpException exception)
        {
            return new Reply(exception.Error.Condition == (Symbol)ErrorCode.UnauthorizedAccess ? 401 : 400)
            {
                Condition = exception.Error.Condition,
                Description = exception.Error.Description,
            };
        }
        catch (Exception exception) when (exception is SqliteException or ObjectDisposedException)
        {
            LogRefused(exception, node);
            return new Reply(503) { Condition = ErrorCodes.ServerBusy, Description = $"'{node}' cannot answer now: {exception.Message}" };
        }
    }

    [LoggerMessage(LogLevel.Warning, "A request to '{Node}' could not be read; its link was closed")]
    private partial void LogUnreadable(Exception exception, string node);

    [LoggerMessage(LogLevel.Error, "A request to '{Node}' could not be carried out; the client was told to try again")]
    private partial void LogRefused(Exception exception, string node);
}
