using Amqp.Framing;
using Amqp.Types;
using Winnow.Local.Queues.Broker;
using Winnow.Local.Queues.Messages;

namespace Winnow.Local.Queues.Protocol;

/// <summary>What the outcomes of AMQP mean for Service Bus.</summary>
internal static class Outcomes
{
    /// <summary>The decision behind an outcome; null when there is none yet.</summary>
    public static Settlement? Read(DeliveryState? state) => state switch
    {
        Accepted => Settlement.Complete,
        Released => new Settlement(SettlementKind.Abandon),
        Modified { UndeliverableHere: true } modified => new Settlement(SettlementKind.Defer, Changes(modified.MessageAnnotations)),
        Modified modified => new Settlement(SettlementKind.Abandon, Changes(modified.MessageAnnotations)),
        Rejected rejected => new Settlement(SettlementKind.DeadLetter, DeadLetter(rejected.Error)),
        _ => null,
    };

    /// <summary>The answer to an outcome that was carried out; the reason of a dead letter is not repeated.</summary>
    public static DeliveryState Confirm(DeliveryState state) => state switch
    {
        Modified modified => new Modified { UndeliverableHere = modified.UndeliverableHere },
        Rejected => new Rejected(),
        _ => state,
    };

    /// <summary>Application properties from a map with any keys; null when it is empty.</summary>
    public static ApplicationPropertyChanges? Changes(Map? map)
    {
        var changes = new ApplicationPropertyChanges();
        foreach (var (name, value) in map ?? [])
        {
            changes.Set(name.ToString()!, value);
        }

        return changes.IsEmpty ? null : changes;
    }

    private static ApplicationPropertyChanges DeadLetter(Error? error)
    {
        var changes = Changes(error?.Info) ?? new ApplicationPropertyChanges();
        return error is null || error.Condition == ErrorCodes.DeadLetter
            ? changes
            : changes.Set(ApplicationPropertyChanges.Reason, error.Condition.ToString()).Set(ApplicationPropertyChanges.Description, error.Description);
    }
}
