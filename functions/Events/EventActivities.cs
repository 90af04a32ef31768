using Microsoft.Azure.Functions.Worker;
using Winnow.Core.Events;

namespace Winnow.Functions.Events;

/// <summary>Puts events into the outbox.</summary>
public sealed class EventActivities(IOutbox outbox, EventSender sender)
{
    /// <summary>Writes an event to the outbox and wakes the sender; without a topic there are no events.</summary>
    /// <remarks>Idempotent by fact: told again, it has the same row and the same id, by which the broker and receivers know it.</remarks>
    [Function(nameof(TellEvent))]
    public async Task TellEvent([ActivityTrigger] EventFact fact, CancellationToken cancellationToken)
    {
        if (!sender.IsOn)
            return;
        await outbox.AddAsync(CloudEvents.From(fact), cancellationToken);
        sender.Wake();
    }
}
