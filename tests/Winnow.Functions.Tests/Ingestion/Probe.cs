using System.Reflection;

namespace Winnow.Functions.Tests.Ingestion;

/// <summary>Sees every call to the stores of a test, and can let one of them fail or do something before it.</summary>
public sealed class Probe
{
    private int _calls;

    /// <summary>Called before each call with its number, from 1, and its name.</summary>
    public Func<int, string, Task>? Before { get; set; }

    /// <summary>The calls so far, by name.</summary>
    public List<string> Calls { get; } = [];

    public T Watch<T>(T store)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, WatchedStore>();
        ((WatchedStore)(object)proxy).Attach(store, this);
        return proxy;
    }

    /// <summary>Lets the call of this number fail once, as if the process had ended there.</summary>
    public void CrashBefore(int number) => Before = (call, _) => call == number ? throw new CrashException() : Task.CompletedTask;

    internal Task ArriveAsync(string name)
    {
        lock (Calls)
            Calls.Add(name);
        return Before?.Invoke(Interlocked.Increment(ref _calls), name) ?? Task.CompletedTask;
    }
}
