using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Core.Catalogue;

namespace Winnow.Bench;

/// <summary>How long calls to the stores took, added up by store and method over everything that ran at the same time.</summary>
internal sealed class StepTimes
{
    private readonly ConcurrentDictionary<string, double> _seconds = new(StringComparer.Ordinal);

    public IEnumerable<Measurement> Largest(int count) => _seconds
        .OrderByDescending(step => step.Value).Take(count).Select(step => new Measurement(step.Key, step.Value, "s"));

    /// <summary>Measures the calls to a registered store.</summary>
    public void Watch<T>(IServiceCollection services)
        where T : class
    {
        var registered = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider => Watch((T)(registered.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!))));
    }

    private T Watch<T>(T store)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Proxy>();
        ((Proxy)(object)proxy).Attach(store, this);
        return proxy;
    }

    private void Add(string store, string method, long started)
    {
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        _seconds.AddOrUpdate($"{store.AsSpan(1)}.{method.Replace("Async", "", StringComparison.Ordinal)}", seconds, (_, sum) => sum + seconds);
    }

    private async Task<IPackWriter> WatchAsync(Task<IPackWriter> writer) => Watch(await writer);

#pragma warning disable CA1852 // DispatchProxy derives from it at run time.
    /// <summary>Passes calls on to a store and measures those that return a task.</summary>
    public class Proxy : DispatchProxy
#pragma warning restore CA1852
    {
        private object? _store;
        private StepTimes? _times;

        internal void Attach(object store, StepTimes times) => (_store, _times) = (store, times);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var started = Stopwatch.GetTimestamp();
            var result = targetMethod!.Invoke(_store, BindingFlags.DoNotWrapExceptions, null, args, null);
            if (result is Task<IPackWriter> writer)
                return _times!.WatchAsync(writer);
            if (result is Task task)
            {
                _ = task.ContinueWith(
                    _ => _times!.Add(targetMethod.DeclaringType!.Name, targetMethod.Name, started),
                    CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            return result;
        }
    }
}
