using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Winnow.Local.Hosting;

namespace Winnow.Local.Tests.Hosting;

public sealed class DurableFunctionsTests
{
    public sealed record Order(string Name, int Count);

    public sealed class Flow(Flow.Greeting greeting)
    {
        public sealed record Greeting(string Text);

        [Function(nameof(StartFlow))]
        public static async Task<IResult> StartFlow(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows/{name}")] HttpRequest request, string name,
            [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
        {
            _ = request;
            var id = await client.ScheduleNewOrchestrationInstanceAsync(nameof(Orchestrate), new Order(name, 3), cancellationToken);
            return TypedResults.Accepted($"/api/flows/{id}", id);
        }

        [Function(nameof(Orchestrate))]
        public static async Task<string> Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context, Order order)
        {
            var greetings = await Task.WhenAll(
                Enumerable.Range(0, order.Count).Select(i => context.CallActivityAsync<string>(nameof(Greet), $"{order.Name}{i}")));
            return string.Join(",", greetings);
        }

        [Function(nameof(OrchestrateOnInstance))]
        public async Task<string> OrchestrateOnInstance([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync(nameof(Nothing));
            return greeting.Text + context.GetInput<string>();
        }

        [Function(nameof(Greet))]
        public string Greet([ActivityTrigger] string name, string instanceId, FunctionContext context) =>
            $"{greeting.Text} {name} {instanceId.Length > 0} {context.FunctionDefinition.Name}";

        [Function(nameof(Nothing))]
        public static Task Nothing([ActivityTrigger] FunctionContext context) => Task.FromResult(context.InvocationId);
    }

    private static Task<LocalFunctionsHost> StartAsync() => TestApp.StartAsync(
        [typeof(Flow)], new Flow.Greeting("Hello"), new Dictionary<string, string?> { ["Local:ReplayEveryTurn"] = "true" });

    [Fact]
    public async Task Post_StartsOrchestration_ActivitiesRunWithServicesAndData()
    {
        await using var host = await StartAsync();
        using var client = host.CreateClient();

        using var answer = await client.PostAsync("api/flows/x", null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = answer.Headers.Location!.ToString().Split('/')[^1];
        var done = await host.DurableTaskClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal("Hello x0 True Greet,Hello x1 True Greet,Hello x2 True Greet", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Schedule_OrchestratorIsAnInstanceMethod_HasItsServices()
    {
        await using var host = await StartAsync();

        var id = await host.DurableTaskClient.ScheduleNewOrchestrationInstanceAsync(nameof(Flow.OrchestrateOnInstance), "!");
        var done = await host.DurableTaskClient.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);

        Assert.Equal("Hello!", done.ReadOutputAs<string>());
    }
}
