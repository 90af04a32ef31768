using Winnow.Local.TaskHub.Storage;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>A turn whose code has run and that waits for its commit.</summary>
/// <param name="Record">What is committed.</param>
/// <param name="Runtime">The orchestrator in memory; null when it could not be built.</param>
/// <param name="HasMoreEvents">Whether there were more events than one turn takes.</param>
internal sealed record TakenTurn(TurnRecord Record, OrchestrationRuntime? Runtime, bool HasMoreEvents);
