using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Winnow.Local.Hosting.Internal;

/// <summary>The functions of the app that are not switched off.</summary>
internal sealed class FunctionCatalog(IReadOnlyList<LocalFunction> functions, IEnumerable<Type> types)
{
    public IReadOnlyList<LocalFunction> Functions { get; } = functions;

    /// <summary>Whether anything needs the task hub: an orchestrator, an activity or a client.</summary>
    public bool UsesTaskHub { get; } =
        functions.Any(function => function.Trigger is OrchestrationTriggerAttribute or ActivityTriggerAttribute) ||
        types.SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Any(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(DurableClientAttribute))));
}
