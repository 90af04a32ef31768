using Microsoft.Azure.Functions.Worker;

namespace Winnow.Functions.Events;

/// <summary>The clock that sends events which a crash, or an app that was scaled to nothing, left in the outbox.</summary>
public sealed class EventTriggers(EventSender sender)
{
    [Function(nameof(SendEvents))]
    public Task SendEvents([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => sender.SendPendingAsync(cancellationToken);
}
