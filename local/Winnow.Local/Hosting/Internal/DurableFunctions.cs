using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Local.TaskHub;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Makes the task hub's registry from orchestrator and activity functions.</summary>
internal static class DurableFunctions
{
    /// <exception cref="FunctionsStartException">Two orchestrators, or two activities, have one name.</exception>
    public static TaskHubRegistry Register(IEnumerable<LocalFunction> functions, IServiceProvider services)
    {
        var registry = new TaskHubRegistry();
        var runner = services.GetRequiredService<FunctionRunner>();
        foreach (var function in functions)
        {
            try
            {
                if (function.Trigger is OrchestrationTriggerAttribute orchestration)
                    registry.AddOrchestrator(orchestration.Orchestration ?? function.Name, context => OrchestrateAsync(function, context, runner));
                else if (function.Trigger is ActivityTriggerAttribute activity)
                    registry.AddActivity(activity.Activity ?? function.Name, (call, token) => ActAsync(function, call, runner, token));
            }
            catch (ArgumentException exception)
            {
                throw new FunctionsStartException([$"function '{function.Name}': {exception.Message}"]);
            }
        }
        return registry;
    }

    private static Task<object?> OrchestrateAsync(LocalFunction function, TaskOrchestrationContext context, FunctionRunner runner) =>
        runner.RunAsync(function, (type, _) => new ValueTask<object?>(InputOrContext(type, context)), null, CancellationToken.None);

    private static object? InputOrContext(Type type, TaskOrchestrationContext context) =>
        type == typeof(TaskOrchestrationContext) ? context : OrchestrationInput.Get(context, type);

    private static Task<object?> ActAsync(LocalFunction function, ActivityInvocation call, FunctionRunner runner, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = call.InstanceId };
        return runner.RunAsync(function, (type, _) => new ValueTask<object?>(call.GetInput(type)), data, cancellationToken);
    }
}
