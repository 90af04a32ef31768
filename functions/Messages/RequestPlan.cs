using Microsoft.DurableTask;

namespace Winnow.Functions.Messages;

/// <summary>What a message that is in order starts.</summary>
/// <param name="Orchestrator">The orchestrator.</param>
/// <param name="InstanceId">Derived from the message id.</param>
/// <param name="PrepareAsync">Writes what the run will read, idempotently, and returns its input.</param>
public sealed record RequestPlan(TaskName Orchestrator, string InstanceId, Func<CancellationToken, Task<object>> PrepareAsync);
