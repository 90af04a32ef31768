namespace Winnow.Local.Queues.Broker;

/// <summary>What can be decided about a received message.</summary>
internal enum SettlementKind
{
    Complete,
    Abandon,
    Defer,
    DeadLetter,
}
