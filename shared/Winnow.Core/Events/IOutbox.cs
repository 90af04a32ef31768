namespace Winnow.Core.Events;

/// <summary>The events that have happened and are not yet sent: written with the end of the work, deleted when the broker has them.</summary>
public interface IOutbox
{
    /// <summary>Adds an event; idempotent by its time and id.</summary>
    Task AddAsync(OutboxEvent happened, CancellationToken cancellationToken);

    /// <summary>What is not yet sent, oldest first.</summary>
    IAsyncEnumerable<OutboxEvent> ListAsync(CancellationToken cancellationToken);

    /// <summary>Forgets an event that was sent; one that is gone already is ignored.</summary>
    Task RemoveAsync(OutboxEvent sent, CancellationToken cancellationToken);
}
