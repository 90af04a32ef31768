using System.Diagnostics.CodeAnalysis;

namespace Winnow.Local.TaskHub;

/// <summary>The orchestrators and activities of an application by name, without regard to case.</summary>
public sealed class TaskHubRegistry
{
    private readonly Dictionary<string, OrchestratorInvoker> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityInvoker> activities = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">An orchestrator of that name has been added before.</exception>
    public void AddOrchestrator(string name, OrchestratorInvoker invoker) => orchestrators.Add(name, invoker);

    /// <exception cref="ArgumentException">An activity of that name has been added before.</exception>
    public void AddActivity(string name, ActivityInvoker invoker) => activities.Add(name, invoker);

    internal bool TryGetOrchestrator(string name, [NotNullWhen(true)] out OrchestratorInvoker? invoker) =>
        orchestrators.TryGetValue(name, out invoker);

    internal bool TryGetActivity(string name, [NotNullWhen(true)] out ActivityInvoker? invoker) =>
        activities.TryGetValue(name, out invoker);
}
