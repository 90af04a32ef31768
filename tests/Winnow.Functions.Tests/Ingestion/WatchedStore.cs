using System.Reflection;
using Winnow.Core.Catalogue;

namespace Winnow.Functions.Tests.Ingestion;

/// <summary>Passes calls on to a real store, announcing each that returns a task to its probe.</summary>
public class WatchedStore : DispatchProxy
{
    private static readonly MethodInfo s_callAsync = typeof(WatchedStore).GetMethods(BindingFlags.NonPublic | BindingFlags.Instance).Single(method => method is { Name: nameof(CallAsync), IsGenericMethod: true });

    private object? _store;
    private Probe? _probe;

    internal void Attach(object store, Probe probe) => (_store, _probe) = (store, probe);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Task Call() => (Task)targetMethod!.Invoke(_store, BindingFlags.DoNotWrapExceptions, null, args, null)!;
        var result = targetMethod!.ReturnType;
        if (result == typeof(Task))
            return CallAsync(targetMethod.Name, Call);
        return result.IsGenericType && result.GetGenericTypeDefinition() == typeof(Task<>)
            ? s_callAsync.MakeGenericMethod(result.GenericTypeArguments).Invoke(this, [targetMethod.Name, (Func<Task>)Call])
            : targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, null, args, null);
    }

    private async Task CallAsync(string name, Func<Task> call)
    {
        await _probe!.ArriveAsync(name);
        await call();
    }

    private async Task<T> CallAsync<T>(string name, Func<Task> call)
    {
        await _probe!.ArriveAsync(name);
        var answer = await (Task<T>)call();
        return answer is IPackWriter writer ? (T)_probe.Watch(writer) : answer;
    }
}
