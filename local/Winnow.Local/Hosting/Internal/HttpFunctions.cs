using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Winnow.Local.Hosting.Internal;

/// <summary>Serves HTTP functions: routes, keys, invocation and results, as the official ASP.NET Core integration does.</summary>
internal sealed partial class HttpFunctions(FunctionKeys keys, ILogger<HttpFunctions> logger)
{
    public void Map(IEndpointRouteBuilder endpoints, IEnumerable<LocalFunction> functions, string routePrefix)
    {
        Dictionary<string, string> taken = new(StringComparer.OrdinalIgnoreCase);
        List<string> problems = [];
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpTriggerAttribute trigger)
                continue;
            string route = $"{routePrefix.Trim('/')}/{trigger.Route!.TrimStart('/')}";
            AddClashes(function, trigger, route, taken, problems);
            RequestDelegate serve = context => ServeAsync(function, trigger, context);
            var endpoint = trigger.Methods is { Length: > 0 } methods
                ? endpoints.MapMethods(route, methods.Select(method => method.ToUpperInvariant()), serve)
                : endpoints.Map(route, serve);
            endpoint.WithDisplayName(function.Name);
        }
        if (problems.Count > 0)
            throw new FunctionsStartException(problems);
    }

    private static void AddClashes(
        LocalFunction function, HttpTriggerAttribute trigger, string route, Dictionary<string, string> taken, List<string> problems)
    {
        var shape = ParameterName().Replace(route, "{$1}");
        foreach (var method in trigger.Methods is { Length: > 0 } methods ? methods : ["*"])
        {
            if (!taken.TryAdd($"{method} {shape}", function.Name))
                problems.Add($"functions '{taken[$"{method} {shape}"]}' and '{function.Name}' both serve {method.ToUpperInvariant()} {route}. Change a route or a method.");
        }
    }

    private async Task ServeAsync(LocalFunction function, HttpTriggerAttribute trigger, HttpContext http)
    {
        if (!keys.Allow(function.Name, trigger.AuthLevel, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        try
        {
            await InvokeAsync(function, http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogCallerLeft(function.Name);
        }
        catch (BadHttpRequestException exception)
        {
            Answer(http, exception.StatusCode);
        }
#pragma warning disable CA1031 // The last handler of a request: whatever a function throws is logged, and the caller learns no details.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception, function.Name);
            Answer(http, StatusCodes.Status500InternalServerError);
        }
    }

    private async Task InvokeAsync(LocalFunction function, HttpContext http)
    {
        var context = new LocalFunctionContext(function.Definition, http.RequestServices, http.RequestAborted);
        context.Items[FunctionContextExtensions.HttpContextKey] = http;
        var result = await function.InvokeAsync(new Invocation(context, (_, _) => new ValueTask<object?>(http.Request), http.Request.RouteValues, http));
        switch (result)
        {
            case IActionResult action:
                await action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
                break;
            case IResult typed:
                await typed.ExecuteAsync(http);
                break;
            default:
                LogNoResponse(function.Name, context.InvocationId);
                break;
        }
    }

    private static void Answer(HttpContext http, int status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        http.Response.Clear();
        http.Response.StatusCode = status;
    }

    [GeneratedRegex(@"\{[*]{0,2}\w+([^}]*)\}")]
    private static partial Regex ParameterName();

    [LoggerMessage(LogLevel.Error, "HTTP function '{Function}' failed.")]
    private partial void LogFailed(Exception exception, string function);

    [LoggerMessage(LogLevel.Debug, "The caller of HTTP function '{Function}' went away.")]
    private partial void LogCallerLeft(string function);

    // The official middleware does not write other results either: the answer is an empty 200.
    [LoggerMessage(LogLevel.Trace, "No HTTP response returned from function '{Function}', invocation {Invocation}.")]
    private partial void LogNoResponse(string function, string invocation);
}
