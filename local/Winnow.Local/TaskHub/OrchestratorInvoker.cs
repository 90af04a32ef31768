using Microsoft.DurableTask;

namespace Winnow.Local.TaskHub;

/// <summary>Runs an orchestrator; the hub serialises what it returns.</summary>
public delegate Task<object?> OrchestratorInvoker(TaskOrchestrationContext context);
