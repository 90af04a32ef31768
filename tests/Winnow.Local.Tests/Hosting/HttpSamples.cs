using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Winnow.Local.Tests.Hosting;

public sealed class HttpSamples(ILogger<HttpSamples> logger)
{
    [Function(nameof(TypedResult))]
    public static IResult TypedResult([HttpTrigger(AuthorizationLevel.Function, "get", Route = "things/{id:int}/{name?}")] HttpRequest request, int id, string? name)
    {
        _ = request;
        return TypedResults.Json(new { id, name });
    }

    [Function(nameof(ActionResult))]
    public async Task<IActionResult> ActionResult([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo")] HttpRequest request, CancellationToken cancellationToken)
    {
        logger.IsEnabled(LogLevel.Information);
        using var reader = new StreamReader(request.Body);
        return new ObjectResult(new { Text = await reader.ReadToEndAsync(cancellationToken) }) { StatusCode = StatusCodes.Status201Created };
    }

    [Function(nameof(Plain))]
    public static Task<string> Plain([HttpTrigger(AuthorizationLevel.Admin)] HttpRequest request) => Task.FromResult(request.Method);

    [Function(nameof(Fail))]
    public static IResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException($"secret {request.Path}");

    [Function(nameof(Describe))]
    public static IResult Describe([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "describe/{**rest}")] HttpRequest request, FunctionContext context, string rest) =>
        TypedResults.Text(string.Create(
            CultureInfo.InvariantCulture,
            $"{context.FunctionDefinition.Name} {context.InvocationId.Length} {ReferenceEquals(context.GetHttpContext(), request.HttpContext)} {rest}"));
}
