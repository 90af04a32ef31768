using Microsoft.Extensions.DependencyInjection;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Runs functions that are not started by HTTP, each invocation in a service scope of its own.</summary>
internal sealed class FunctionRunner(IServiceScopeFactory scopes)
{
    private static readonly Dictionary<string, object?> s_noData = [];

    /// <param name="function">The function to run.</param>
    /// <param name="trigger">Makes the value of the trigger parameter.</param>
    /// <param name="data">Values that parameters are bound to by name.</param>
    /// <param name="cancellationToken">Signals that the host stops.</param>
    public async Task<object?> RunAsync(
        LocalFunction function,
        Func<Type, CancellationToken, ValueTask<object?>> trigger,
        IReadOnlyDictionary<string, object?>? data,
        CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new LocalFunctionContext(function.Definition, scope.ServiceProvider, cancellationToken);
        return await function.InvokeAsync(new Invocation(context, trigger, data ?? s_noData));
    }
}
