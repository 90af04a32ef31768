using Winnow.Local.Queues.Messages;

namespace Winnow.Local.Queues.Broker;

/// <summary>What a receiver decides about a message.</summary>
/// <param name="Kind">The decision.</param>
/// <param name="Changes">Application properties to set, with the reason of a dead letter among them.</param>
internal sealed record Settlement(SettlementKind Kind, ApplicationPropertyChanges? Changes = null)
{
    public static Settlement Complete { get; } = new(SettlementKind.Complete);
}
