namespace Winnow.Core.Events;

/// <summary>Where events are told.</summary>
public interface IEventTopic
{
    /// <summary>Sends an event; returns when the broker has stored it. Sending one twice is harmless: the broker and receivers know it by its id.</summary>
    Task SendAsync(OutboxEvent happened, CancellationToken cancellationToken);
}
