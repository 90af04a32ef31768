using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Winnow.Local.Queues.Protocol;

/// <summary>A link over which a client receives the replies of <c>$cbs</c> or of a <c>$management</c> node.</summary>
internal sealed class ReplyLink(ListenerLink link, ClientConnection client, string node, string? address) : LinkEndpoint
{
    public ListenerLink Link => link;

    /// <summary>The node that replies.</summary>
    public string Node => node;

    /// <summary>What the client calls the link in requests, if it does.</summary>
    public string? Address => address;

    public void Send(Message reply) => link.TrySend(reply, reply.Encode());

    public override void OnFlow(FlowContext flowContext)
    {
        // Whoever asks has room for the answer.
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        if (!link.IsClosed)
        {
            link.Settle(dispositionContext.Message, new Accepted());
        }
    }

    public override void OnLinkClosed(ListenerLink link, Error error) => client.Remove(this);
}
