using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Winnow.Local.Hosting.Internal;

/// <summary>A function that was found, checked and can be invoked.</summary>
internal sealed class LocalFunction
{
    private readonly MethodInvoker _invoker;
    private readonly IReadOnlyList<ParameterBinder> _binders;
    private readonly ObjectFactory? _factory;
    private readonly PropertyInfo? _result;

    public LocalFunction(string name, MethodInfo method, TriggerBindingAttribute trigger, IReadOnlyList<ParameterBinder> binders)
    {
        Definition = new LocalFunctionDefinition(name, method);
        Trigger = trigger;
        _binders = binders;
        _invoker = MethodInvoker.Create(method);
        _factory = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        _result = method.ReturnType.IsGenericType && method.ReturnType.IsAssignableTo(typeof(Task)) ? method.ReturnType.GetProperty("Result") : null;
    }

    public string Name => Definition.Name;

    public FunctionDefinition Definition { get; }

    public TriggerBindingAttribute Trigger { get; }

    /// <summary>What every invocation goes through, the first one first.</summary>
    public IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> Middleware { get; set; } = [];

    /// <summary>Whether an invocation needs services: an instance to call the method on.</summary>
    public bool IsStatic => _factory is null;

    /// <summary>Goes through the middleware, binds the parameters, runs the method and waits for it.</summary>
    /// <returns>What the method returned; null for <c>void</c>, a plain <see cref="Task"/>, and when a middleware ended the invocation.</returns>
    public async Task<object?> InvokeAsync(Invocation invocation)
    {
        object? result = null;
        FunctionExecutionDelegate run = async _ => result = await RunAsync(invocation);
        await Middleware.Reverse().Aggregate(run, (next, middleware) => middleware(next))(invocation.Context);
        return result;
    }

    private async Task<object?> RunAsync(Invocation invocation)
    {
        var arguments = new object?[_binders.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await _binders[i](invocation);
        var instance = _factory?.Invoke(invocation.Context.InstanceServices, null);
        try
        {
            return await AwaitAsync(_invoker.Invoke(instance, arguments.AsSpan()));
        }
        finally
        {
            foreach (var argument in arguments.OfType<Stream>())
                await argument.DisposeAsync();
            if (instance is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else if (instance is IDisposable disposable)
                disposable.Dispose();
        }
    }

    private async Task<object?> AwaitAsync(object? returned)
    {
        if (returned is ValueTask valueTask)
        {
            await valueTask;
            return null;
        }
        if (returned is not Task task)
            return returned;
        await task;
        return _result?.GetValue(task);
    }
}
