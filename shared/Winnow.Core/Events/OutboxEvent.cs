namespace Winnow.Core.Events;

/// <summary>An event on its way out.</summary>
/// <param name="Id">Derived from the fact: the same fact has the same id, whenever and however often it is told.</param>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="At">When the fact was established; events leave in this order.</param>
/// <param name="CorrelationId">That of the request; null when there is none.</param>
/// <param name="Body">The CloudEvent as JSON (structured mode), below 64 KiB.</param>
public sealed record OutboxEvent(string Id, string Type, DateTimeOffset At, string? CorrelationId, string Body);
