using System.Collections.Immutable;
using Amqp;
using Amqp.Listener;
using Winnow.Local.Queues.Security;

namespace Winnow.Local.Queues.Protocol;

/// <summary>What the endpoint knows about a connection.</summary>
internal sealed class ClientConnection(ListenerConnection connection, TimeProvider time)
{
    private ImmutableList<ReplyLink> replyLinks = [];

    public ConnectionAccess Access { get; } = new(time);

    /// <exception cref="AmqpException">The client has shown no token for a path.</exception>
    public void Demand(string path)
    {
        if (Refuse(path) is { } refusal)
        {
            throw ErrorCodes.Exception(ErrorCode.UnauthorizedAccess, refusal);
        }
    }

    /// <summary>Says why the client may not use a path; null when it may.</summary>
    public string? Refuse(string path) => connection.Principal is not null || Access.Allows(path)
        ? null
        : $"No token for '{path}' is valid on this connection: put one to $cbs, or open it with SASL PLAIN.";

    public void Add(ReplyLink link) => ImmutableInterlocked.Update(ref replyLinks, links => links.Add(link));

    public void Remove(ReplyLink link) => ImmutableInterlocked.Update(ref replyLinks, links => links.Remove(link));

    /// <summary>The link that a reply goes to: the one that the request names, or the last one of its session.</summary>
    public ReplyLink? FindReplyLink(string node, string? replyTo, Session session)
    {
        var links = replyLinks.Where(link => link.Node.Equals(node, StringComparison.OrdinalIgnoreCase)).ToList();
        return links.FindLast(link => replyTo is not null && (link.Address == replyTo || link.Link.Name == replyTo))
            ?? links.FindLast(link => link.Link.Session == session);
    }
}
