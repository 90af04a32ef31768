using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Winnow.Local.Queues.Broker;
using Winnow.Local.Queues.Messages;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Protocol;

/// <summary>A link over which a client receives from a queue, subscription or dead-letter queue.</summary>
internal sealed partial class OutgoingLink(ListenerLink link, MessageQueue queue, ClientConnection client, ILogger logger) : LinkEndpoint, IConsumer
{
    private readonly LinkCredit credit = new();

    public bool DeletesOnReceive => link.SettleOnSend;

    public bool HasCredit => credit.Available > 0 && !link.IsClosed;

    public override void OnFlow(FlowContext flowContext)
    {
        if (client.Refuse(queue.Path) is { } refusal)
        {
            link.Close(TimeSpan.Zero, ErrorCodes.Error(ErrorCode.UnauthorizedAccess, refusal));
            return;
        }

        queue.Grant(this, flowContext.Messages);
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // When a link closes, the library makes up outcomes for what has not been settled: those are nobody's decision.
        if (!link.IsClosed && dispositionContext.Message is SentMessage { Lock: { } held } message)
        {
            _ = SettleAsync(message, held, dispositionContext.DeliveryState);
        }
    }

    public override void OnLinkClosed(ListenerLink link, Error error) =>
        // The library calls this under its own lock, under which nothing may wait for the queue's.
        ThreadPool.UnsafeQueueUserWorkItem(static closed => closed.Queue.Detach(closed.Link), (Queue: queue, Link: this), preferLocal: false);

    public void Grant(int change) => credit.Grant(change);

    public void Reserve() => credit.Reserve();

    public bool Send(StoredMessage message, MessageLock? messageLock)
    {
        credit.Use();
        return link.TrySend(new SentMessage(messageLock), MessageEncoder.Encode(message, messageLock?.Until));
    }

    public void OnNothingLeft()
    {
        if (!link.IsDraining || credit.HasPending || link.IsClosed)
        {
            return;
        }

        credit.Clear();
        try
        {
            link.CompleteDrain();
            // rhea takes a drain for complete only when the flow says so.
            link.SetCredit(0, drain: true, autoRestore: false);
        }
        catch (AmqpException)
        {
            // The link is being closed.
        }
    }

    private async Task SettleAsync(SentMessage message, MessageLock held, DeliveryState state)
    {
        if (Outcomes.Read(state) is { } settlement)
        {
            link.Settle(message, await SettleAsync(held, settlement, state));
            message.Dispose();
        }
    }

    private async Task<DeliveryState> SettleAsync(MessageLock held, Settlement settlement, DeliveryState state)
    {
        try
        {
            return await queue.SettleAsync(held.Token, settlement)
                ? Outcomes.Confirm(state)
                : new Rejected { Error = ErrorCodes.Error(ErrorCodes.LockLost, ErrorCodes.LockLostText) };
        }
        catch (AmqpException exception)
        {
            return new Rejected { Error = exception.Error };
        }
        catch (Exception exception) when (exception is SqliteException or ObjectDisposedException)
        {
            LogRefused(exception, held.Sequence, queue.Path);
            return new Rejected { Error = ErrorCodes.Error(ErrorCodes.ServerBusy, $"The message cannot be settled now: {exception.Message}") };
        }
    }

    [LoggerMessage(LogLevel.Error, "Message {Sequence} of '{Queue}' could not be settled; the receiver was told to try again")]
    private partial void LogRefused(Exception exception, long sequence, string queue);
}
