using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Winnow.Local.Hosting.Internal;

/// <summary>What the parameters of one invocation are bound from.</summary>
/// <param name="Context">Identity, services and cancellation.</param>
/// <param name="Trigger">Makes the trigger parameter's value of the type that the function declares.</param>
/// <param name="Data">Values by name: route values, and tokens of a blob path.</param>
/// <param name="Http">The request, for an HTTP function.</param>
internal sealed record Invocation(
    FunctionContext Context,
    Func<Type, CancellationToken, ValueTask<object?>> Trigger,
    IReadOnlyDictionary<string, object?> Data,
    HttpContext? Http = null);
