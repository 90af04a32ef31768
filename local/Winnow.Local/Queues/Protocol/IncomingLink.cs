using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Winnow.Local.Queues.Broker;
using Winnow.Local.Queues.Messages;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Protocol;

/// <summary>A link over which a client sends to a queue or topic. A message is accepted when it is on the disk.</summary>
internal sealed partial class IncomingLink(
    Destination destination, MessageBroker broker, ClientConnection client, int maxMessageBytes, ILogger logger) : LinkEndpoint
{
    public override void OnMessage(MessageContext messageContext) => _ = StoreAsync(messageContext.Link, (ReceivedDelivery)messageContext.Message);

    public override void OnFlow(FlowContext flowContext)
    {
        // A sender has nothing to say about credit.
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // Deliveries are settled by the endpoint.
    }

    private async Task StoreAsync(ListenerLink link, ReceivedDelivery delivery)
    {
        link.Settle(delivery, await StoreAsync(delivery));
        delivery.Dispose();
    }

    private async Task<DeliveryState> StoreAsync(ReceivedDelivery delivery)
    {
        try
        {
            client.Demand(destination.Path);
            await broker.SendAsync(destination, Read(delivery));
            return new Accepted();
        }
        catch (AmqpException exception)
        {
            return new Rejected { Error = exception.Error };
        }
        catch (Exception exception) when (exception is SqliteException or ObjectDisposedException)
        {
            LogRefused(exception, destination.Path);
            return new Rejected { Error = ErrorCodes.Error(ErrorCodes.ServerBusy, $"'{destination.Path}' cannot take messages now: {exception.Message}") };
        }
    }

    private IReadOnlyList<NewMessage> Read(ReceivedDelivery delivery)
    {
        if (delivery.Bytes.Length > maxMessageBytes)
        {
            throw ErrorCodes.Exception(
                ErrorCode.MessageSizeExceeded,
                $"The message or batch has {delivery.Bytes.Length} bytes; '{destination.Path}' takes {maxMessageBytes} (Local:Queues:MaxMessageBytes).");
        }

        return MessageReader.Read(delivery.Bytes, delivery.Format);
    }

    [LoggerMessage(LogLevel.Error, "Messages to '{Destination}' could not be stored; the sender was told to try again")]
    private partial void LogRefused(Exception exception, string destination);
}
