using System.Runtime.CompilerServices;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Microsoft.Extensions.Logging;
using Winnow.Local.Queues.Broker;
using Winnow.Local.Queues.Security;

namespace Winnow.Local.Queues.Protocol;

/// <summary>Attaches each link to what its address names: a queue, topic or subscription, <c>$cbs</c> or a <c>$management</c> node.</summary>
internal sealed class LinkProcessor(MessageBroker broker, QueueServerOptions options, SasVerifier verifier, TimeProvider time, ILogger logger)
    : ILinkProcessor
{
    private const int RequestCredit = 100;
    private const string SessionFilter = "com.microsoft:session-filter";
    private readonly ConditionalWeakTable<Connection, ClientConnection> clients = [];

    /// <summary>Messages that a sender may have under way: as many as fit into 128 MiB, within limits.</summary>
    private int SenderCredit => Math.Clamp(128 * 1024 * 1024 / options.MaxMessageBytes, 128, 1000);

    /// <exception cref="AmqpException">The address names nothing, or nothing that the client may use so.</exception>
    public void Process(AttachContext attachContext)
    {
        var (link, attach) = (attachContext.Link, attachContext.Attach);
        var client = clients.GetValue(link.Session.Connection, connection => new ClientConnection((ListenerConnection)connection, time));
        // The link's role is the endpoint's: it receives what the client sends.
        var path = ResourcePath.Of((link.Role ? Target(attach).Address : Source(attach).Address) ?? "");
        if (path.Equals(TokenRequests.Node, StringComparison.OrdinalIgnoreCase))
        {
            AttachNode(attachContext, client, TokenRequests.Node, new TokenRequests(client, verifier).AnswerAsync);
        }
        else if (path.EndsWith(ManagementRequests.Suffix, StringComparison.OrdinalIgnoreCase))
        {
            var entity = path[..^ManagementRequests.Suffix.Length];
            _ = broker.Topology.FindQueue(entity) is null && broker.Topology.FindDestination(entity) is null ? throw NotFound(entity) : entity;
            client.Demand(path);
            AttachNode(attachContext, client, path, new ManagementRequests(broker, entity, client, options.MaxMessageBytes).AnswerAsync);
        }
        else if (link.Role)
        {
            AttachSender(attachContext, client, path);
        }
        else
        {
            AttachReceiver(attachContext, client, path);
        }
    }

    private void AttachNode(AttachContext context, ClientConnection client, string node, Func<Message, Task<Reply>> answer)
    {
        if (context.Link.Role)
        {
            context.Attach.MaxMessageSize = (ulong)options.MaxMessageBytes * 2;
            context.Complete(new RequestLink(client, node, answer, logger), RequestCredit);
            return;
        }

        var replies = new ReplyLink(context.Link, client, node, (context.Attach.Target as Target)?.Address);
        client.Add(replies);
        context.Complete(replies, 0);
    }

    private void AttachSender(AttachContext context, ClientConnection client, string path)
    {
        client.Demand(path);
        var destination = broker.Topology.FindDestination(path) ?? throw (broker.Topology.FindQueue(path) is null
            ? NotFound(path)
            : ErrorCodes.Exception(ErrorCode.NotAllowed, $"'{path}' can only be received from; send to its queue or topic."));
        context.Attach.MaxMessageSize = (ulong)options.MaxMessageBytes;
        context.Complete(new IncomingLink(destination, broker, client, options.MaxMessageBytes, logger), SenderCredit);
    }

    private void AttachReceiver(AttachContext context, ClientConnection client, string path)
    {
        client.Demand(path);
        var queue = broker.Topology.FindQueue(path) ?? throw (broker.Topology.FindDestination(path) is null
            ? NotFound(path)
            : ErrorCodes.Exception(ErrorCode.NotAllowed, $"'{path}' is a topic: receive from a subscription, {path}{Topology.SubscriptionsSegment}NAME."));
        if (Source(context.Attach).FilterSet?.Keys.Any(name => name.ToString() == SessionFilter) == true)
        {
            throw ErrorCodes.Exception(ErrorCode.NotImplemented, $"'{path}' has no sessions: the local endpoint does not know them.");
        }

        var consumer = new OutgoingLink(context.Link, queue, client, logger);
        queue.Attach(consumer);
        context.Complete(consumer, 0);
    }

    private static Target Target(Attach attach) => attach.Target as Target
        ?? throw ErrorCodes.Exception(ErrorCode.NotImplemented, "The local endpoint has no transactions.");

    private static Source Source(Attach attach) => attach.Source as Source
        ?? throw ErrorCodes.Exception(ErrorCode.InvalidField, "The link has no source.");

    /// <summary>Clients know a missing entity by the first words.</summary>
    private AmqpException NotFound(string path) =>
        ErrorCodes.Exception(ErrorCode.NotFound, $"The messaging entity '{path}' could not be found. Known are: {broker.Topology.Known}.");
}
