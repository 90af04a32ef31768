namespace Winnow.Functions.Events;

/// <summary>The run that an event is about.</summary>
/// <param name="Kind">Singular, as in instance ids: <c>labelling</c>.</param>
/// <param name="Run">Its id.</param>
/// <param name="Dataset">Its dataset.</param>
/// <param name="CorrelationId">That of the request; null when there is none.</param>
public sealed record RunSubject(string Kind, string Run, string Dataset, string? CorrelationId)
{
    /// <summary>As in the addresses of the API: <c>labellings/…</c>.</summary>
    public string Subject => $"{Kind}s/{Run}";
}
