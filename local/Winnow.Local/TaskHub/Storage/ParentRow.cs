namespace Winnow.Local.TaskHub.Storage;

/// <summary>Where the result of a sub-orchestration goes.</summary>
/// <param name="Key">The calling instance.</param>
/// <param name="Execution">The execution that called.</param>
/// <param name="TaskId">The task that waits.</param>
/// <param name="Id">The caller's instance id; null when it has been purged.</param>
/// <param name="Name">The caller's name; null when it has been purged.</param>
internal sealed record ParentRow(long Key, int Execution, int TaskId, string? Id = null, string? Name = null);
