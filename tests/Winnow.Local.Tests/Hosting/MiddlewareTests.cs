using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Winnow.Local.Tests.Hosting;

/// <summary>Middleware around functions, in the order in which it was added.</summary>
public sealed class MiddlewareTests
{
    [Fact]
    public async Task Invocation_GoesThroughTheFirstOneFirst()
    {
        var seen = new Seen();
        await using var host = await StartAsync(seen);
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("api/things/7");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["outer TypedResult", "inner", "inner done", "outer done"], seen);
    }

    [Fact]
    public async Task Middleware_ThatAnswersItself_KeepsTheFunctionFromRunning()
    {
        var seen = new Seen();
        await using var host = await StartAsync(seen);
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("api/things/7?stop=1");

        Assert.Equal((HttpStatusCode.Forbidden, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(["outer TypedResult", "outer done"], seen);
    }

    private static Task<Winnow.Local.Hosting.LocalFunctionsHost> StartAsync(Seen seen) => TestApp.StartAsync([typeof(HttpSamples)], configure: builder =>
    {
        builder.Services.AddSingleton(seen);
        builder.UseMiddleware<Outer>();
        builder.UseMiddleware<Inner>();
    });

    private sealed class Seen : ConcurrentQueue<string>;

    private sealed class Outer(Seen seen) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            seen.Enqueue($"outer {context.FunctionDefinition.Name}");
            if (context.GetHttpContext() is { } http && http.Request.Query.ContainsKey("stop"))
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
            else
                await next(context);
            seen.Enqueue("outer done");
        }
    }

    private sealed class Inner(Seen seen) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            seen.Enqueue("inner");
            await next(context);
            seen.Enqueue("inner done");
        }
    }
}
