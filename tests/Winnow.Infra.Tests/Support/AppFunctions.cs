using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Winnow.Functions.Http;

namespace Winnow.Infra.Tests.Support;

/// <summary>The functions of the app.</summary>
internal static class AppFunctions
{
    public static IReadOnlyList<(string Name, MethodInfo Method)> All { get; } =
    [
        .. from type in typeof(OpenApiTrigger).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           select (function.Name, method),
    ];

    /// <summary>The triggers of one kind, with the names of their functions.</summary>
    public static IEnumerable<(string Name, T Trigger)> With<T>()
        where T : Attribute =>
        from function in All
        from parameter in function.Method.GetParameters()
        let trigger = parameter.GetCustomAttribute<T>()
        where trigger is not null
        select (function.Name, trigger);
}
