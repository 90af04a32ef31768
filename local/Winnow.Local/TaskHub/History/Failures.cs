using System.Text.Json;
using Microsoft.DurableTask;

namespace Winnow.Local.TaskHub.History;

/// <summary>Failure details as text, and the failures that the hub itself reports.</summary>
internal static class Failures
{
    private const string ActivityNotFoundType = "ActivityTaskNotFound";
    private const string OrchestratorNotFoundType = "OrchestratorTaskNotFound";

    public static string Serialize(TaskFailureDetails failure) => JsonSerializer.Serialize(failure);

    public static TaskFailureDetails? Parse(string? text) => text is null ? null : JsonSerializer.Deserialize<TaskFailureDetails>(text);

    public static TaskFailureDetails ActivityNotFound(string name) =>
        Create(ActivityNotFoundType, $"No activity is registered under the name '{name}'. Check the name that the orchestrator calls.");

    public static TaskFailureDetails OrchestratorNotFound(string name) =>
        Create(OrchestratorNotFoundType, $"No orchestrator is registered under the name '{name}'. Check the name that is started.");

    public static TaskFailureDetails Terminated(string instanceId) =>
        Create("OrchestrationTerminated", $"The orchestration '{instanceId}' was terminated.");

    public static TaskFailureDetails AlreadyExists(string instanceId) => Create(
        "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException",
        $"An orchestration with the id '{instanceId}' is already running.");

    public static TaskFailureDetails NonDeterministic(string message) =>
        Create("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException", message);

    /// <summary>Whether another attempt cannot help.</summary>
    public static bool IsPermanent(TaskFailureDetails failure) => failure.ErrorType is ActivityNotFoundType or OrchestratorNotFoundType;

    private static TaskFailureDetails Create(string type, string message) => new(type, message, null, null, null);
}
