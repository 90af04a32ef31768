using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Finds the functions of an assembly, and every reason why one of them cannot run.</summary>
internal static class FunctionDiscovery
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <exception cref="FunctionsStartException">A function is wrong; all problems are listed.</exception>
    public static IReadOnlyList<LocalFunction> Find(IEnumerable<Type> types, IConfiguration configuration)
    {
        List<string> problems = [];
        List<LocalFunction> functions = [];
        foreach (var method in types.SelectMany(type => type.GetMethods(AnyMethod)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute)
                continue;
            if (Describe(attribute.Name, method, configuration, problems) is { } function)
                functions.Add(function);
        }
        AddDuplicates(functions, problems);
        return problems.Count == 0 ? functions : throw new FunctionsStartException(problems);
    }

    private static void AddDuplicates(List<LocalFunction> functions, List<string> problems)
    {
        foreach (var group in functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            var methods = string.Join(" and ", group.Select(function => function.Definition.EntryPoint));
            problems.Add($"two functions are named '{group.Key}': {methods}. Names are unique without regard to case: rename one.");
        }
    }

    private static LocalFunction? Describe(string name, MethodInfo method, IConfiguration configuration, List<string> problems)
    {
        var before = problems.Count;
        var where = $"function '{name}' ({method.DeclaringType!.FullName}.{method.Name})";
        // Once: when two hosts start at the same time, each call may give objects of its own, of which no two are equal.
        var parameters = method.GetParameters();
        var triggers = parameters.Where(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToList();
        CheckMethod(method, where, problems);
        if (triggers.Count != 1)
        {
            problems.Add(triggers.Count == 0
                ? $"{where} has no parameter with a trigger attribute. Give one parameter [HttpTrigger], [BlobTrigger], [TimerTrigger] or another trigger."
                : $"{where} has {triggers.Count} triggers, on {string.Join(", ", triggers.Select(parameter => $"'{parameter.Name}'"))}. A function has one.");
            return null;
        }
        try
        {
            var binding = TriggerParameters.Describe(name, triggers[0], configuration);
            var binders = parameters.Select(parameter => Bind(parameter, triggers[0], binding, where, problems)).ToList();
            return problems.Count == before ? new LocalFunction(name, method, binding.Attribute, binders) : null;
        }
        catch (FormatException exception)
        {
            problems.Add($"{where}: {exception.Message}.");
            return null;
        }
    }

    private static void CheckMethod(MethodInfo method, string where, List<string> problems)
    {
        if (!method.IsPublic || method.IsGenericMethodDefinition || method.DeclaringType!.IsGenericTypeDefinition)
            problems.Add($"{where} is not a public, non-generic method of a non-generic class. Make it so.");
        if (!method.IsStatic && method.DeclaringType!.IsAbstract)
            problems.Add($"{where} is an instance method of an abstract class, which cannot be made. Make the class concrete or the method static.");
        if (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>))
            problems.Add($"{where} returns {method.ReturnType.Name}. Return a Task.");
    }

    private static ParameterBinder Bind(
        ParameterInfo parameter, ParameterInfo trigger, TriggerParameters binding, string where, List<string> problems)
    {
        var binder = parameter == trigger ? binding.BindTrigger(parameter) : binding.BindOther(parameter);
        if (binder is null)
        {
            problems.Add($"{where} cannot bind parameter '{parameter.Name}' of type {parameter.ParameterType.Name}: {binding.Explain(parameter == trigger)}.");
            return _ => default;
        }
        return binder;
    }
}
