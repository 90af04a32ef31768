using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>What is to become of a locked message.</summary>
/// <param name="Status">The service's word: <c>completed</c>, <c>abandoned</c>, <c>defered</c> (sic) or, for dead-lettering, <c>suspended</c>.</param>
/// <param name="PropertiesToModify">Application properties to set.</param>
/// <param name="DeadLetterReason">Why it is dead-lettered.</param>
/// <param name="DeadLetterErrorDescription">What its sender can do about it.</param>
internal sealed record Disposition(
    string Status,
    IDictionary<string, object>? PropertiesToModify = null,
    string? DeadLetterReason = null,
    string? DeadLetterErrorDescription = null)
{
    /// <summary>The body of the request <c>update-disposition</c>.</summary>
    public Map ToMap(Guid lockToken)
    {
        var map = new Map { ["disposition-status"] = Status, ["lock-tokens"] = new[] { lockToken } };
        if (PropertiesToModify is { Count: > 0 })
            map["properties-to-modify"] = PropertyValues.ToMap(PropertiesToModify);
        if (DeadLetterReason is not null)
            map["deadletter-reason"] = DeadLetterReason;
        if (DeadLetterErrorDescription is not null)
            map["deadletter-description"] = DeadLetterErrorDescription;
        return map;
    }
}
