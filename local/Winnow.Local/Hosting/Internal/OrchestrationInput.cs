using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.DurableTask;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Reads an orchestrator's input as a type that is known only at run time.</summary>
internal static class OrchestrationInput
{
    private static readonly MethodInfo s_getInput = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput))!;
    private static readonly ConcurrentDictionary<Type, MethodInvoker> s_invokers = new();

    public static object? Get(TaskOrchestrationContext context, Type type) =>
        s_invokers.GetOrAdd(type, static wanted => MethodInvoker.Create(s_getInput.MakeGenericMethod(wanted))).Invoke(context);
}
