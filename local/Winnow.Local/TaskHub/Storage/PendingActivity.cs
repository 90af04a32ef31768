namespace Winnow.Local.TaskHub.Storage;

/// <summary>An activity call that has no result yet.</summary>
/// <param name="Id">Its place in the order of calls.</param>
/// <param name="Instance">Key of the calling instance.</param>
/// <param name="InstanceId">Id of the calling instance.</param>
/// <param name="Execution">The calling execution.</param>
/// <param name="TaskId">The task that waits.</param>
/// <param name="Name">The activity.</param>
/// <param name="Input">Its serialised input.</param>
internal sealed record PendingActivity(long Id, long Instance, string InstanceId, int Execution, int TaskId, string Name, string? Input);
