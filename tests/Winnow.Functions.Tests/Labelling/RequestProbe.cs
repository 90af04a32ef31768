using System.Diagnostics;
using Winnow.Functions.Tests.Ingestion;

namespace Winnow.Functions.Tests.Labelling;

/// <summary>Counts the HTTP requests of one flow of a test, and can let it end before one of them, as if the process had.</summary>
public sealed class RequestProbe : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Listener = "HttpHandlerDiagnosticListener";
    private const string Start = "System.Net.Http.HttpRequestOut.Start";
    private static readonly AsyncLocal<RequestProbe?> s_current = new();
    private static readonly Lazy<IDisposable> s_listening = new(() => DiagnosticListener.AllListeners.Subscribe(new RequestProbe()));
    private int _crashBefore;
    private int _requests;

    /// <summary>Runs a step, and again if it ended half-way.</summary>
    /// <param name="step">The step.</param>
    /// <param name="crashBefore">The request before which it ends, from 1; 0: none.</param>
    /// <returns>What the step returned at last, and its requests in the first try.</returns>
    public static async Task<(T Result, int Requests)> RunAsync<T>(Func<Task<T>> step, int crashBefore)
    {
        _ = s_listening.Value;
        var probe = new RequestProbe { _crashBefore = crashBefore };
        try
        {
            s_current.Value = probe;
            return (await step(), probe._requests);
        }
        catch (CrashException)
        {
            s_current.Value = null;
            return (await step(), probe._requests);
        }
        finally
        {
            s_current.Value = null;
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Listener) value.Subscribe(this, (name, _, _) => s_current.Value is not null || name == Listener);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Start && s_current.Value is { } probe && Interlocked.Increment(ref probe._requests) == probe._crashBefore) throw new CrashException();
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
