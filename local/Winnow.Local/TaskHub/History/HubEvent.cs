namespace Winnow.Local.TaskHub.History;

/// <summary>Something that happened to an orchestration.</summary>
/// <param name="Id">Its place in the order of arrival.</param>
/// <param name="Kind">What happened.</param>
/// <param name="TaskId">The task that it concerns; 0 for a raised event.</param>
/// <param name="Name">The name of a raised event.</param>
/// <param name="Data">The serialised result, failure or payload.</param>
internal sealed record HubEvent(long Id, EventKind Kind, int TaskId, string? Name, string? Data);
