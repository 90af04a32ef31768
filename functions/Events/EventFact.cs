using System.Text.Json;
using Winnow.Core.Events;

namespace Winnow.Functions.Events;

/// <summary>Something that happened and is to be told.</summary>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Subject">The batch or run: <c>batches/…</c>, <c>labellings/…</c>. A subject has at most one event of a type.</param>
/// <param name="At">When it happened: the orchestration's time, so that a repeated activity writes the same row.</param>
/// <param name="CorrelationId">That of the request; null when there is none.</param>
/// <param name="Data">Data of the type.</param>
public sealed record EventFact(string Type, string Dataset, string Subject, DateTimeOffset At, string? CorrelationId, JsonElement Data);
