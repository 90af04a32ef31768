using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Winnow.Local.Queues.Protocol;

/// <summary>A link over which a client receives the replies of <c>$cbs</c> or of a <c>$management</c> node.</summary>
internal sealed class ReplyLink(ListenerLink link, ClientConnection client, string node, string? address) : LinkEndpoint
{
    private const int MaxWaiting = 1000;
    private readonly Lock gate = new();
    private readonly LinkCredit credit = new();
    private readonly Queue<Message> waiting = [];

    public ListenerLink Link => link;

    /// <summary>The node that replies.</summary>
    public string Node => node;

    /// <summary>What the client calls the link in requests, if it does.</summary>
    public string? Address => address;

    /// <summary>Sends a reply, as soon as the client takes it.</summary>
    public void Send(Message reply)
    {
        lock (gate)
        {
            waiting.Enqueue(reply);
            SendWaiting();
            if (waiting.Count > MaxWaiting)
            {
                link.Close(TimeSpan.Zero, ErrorCodes.Error(ErrorCode.ResourceLimitExceeded, $"{MaxWaiting} replies of '{node}' wait for credit."));
            }
        }
    }

    public override void OnFlow(FlowContext flowContext)
    {
        lock (gate)
        {
            credit.Grant(flowContext.Messages);
            SendWaiting();
        }
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        if (!link.IsClosed)
        {
            link.Settle(dispositionContext.Message, new Accepted());
        }
    }

    public override void OnLinkClosed(ListenerLink link, Error error) => client.Remove(this);

    private void SendWaiting()
    {
        while (credit.Available > 0 && waiting.TryDequeue(out var reply))
        {
            credit.Reserve();
            credit.Use();
            link.TrySend(reply, reply.Encode());
        }
    }
}
