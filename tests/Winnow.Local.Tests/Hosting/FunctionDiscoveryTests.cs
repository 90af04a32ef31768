using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Winnow.Local.Hosting;

namespace Winnow.Local.Tests.Hosting;

public sealed class FunctionDiscoveryTests
{
    public sealed class SameNameOne
    {
        [Function("Twice")]
        public static void One([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;
    }

    public sealed class SameNameTwo
    {
        [Function("TWICE")]
        public static void Two([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;
    }

    public sealed class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(TimerInfo timer) => _ = timer;
    }

    public sealed class TwoTriggers
    {
        [Function("TwoTriggers")]
        public static void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer, [HttpTrigger] HttpRequest request) => _ = (timer, request);
    }

    public sealed class WrongTriggerType
    {
        [Function("WrongTriggerType")]
        public static void Run([TimerTrigger("0 0 0 * * *")] int timer) => _ = timer;
    }

    public sealed class UnknownParameter
    {
        [Function("UnknownParameter")]
        public static void Run([HttpTrigger(Route = "a/{id}")] HttpRequest request, string name) => _ = (request, name);
    }

    public sealed class WrongSchedule
    {
        [Function("WrongSchedule")]
        public static void Run([TimerTrigger("every day")] TimerInfo timer) => _ = timer;
    }

    public sealed class MissingSetting
    {
        [Function("MissingSetting")]
        public static void Run([TimerTrigger("%No:Such%")] TimerInfo timer) => _ = timer;
    }

    public sealed class WrongRoute
    {
        [Function("WrongRoute")]
        public static void Run([HttpTrigger(Route = "a/{id")] HttpRequest request) => _ = request;
    }

    public sealed class WrongBlobPath
    {
        [Function("WrongBlobPath")]
        public static void Run([BlobTrigger("in/{name}", Connection = "Present")] Stream blob, string name) => _ = (blob, name);
    }

    public sealed class NoConnection
    {
        [Function("NoConnection")]
        public static void Run([BlobTrigger("incoming/{name}", Connection = "Absent")] Stream blob) => _ = blob;
    }

    public sealed class ClientInOrchestrator
    {
        [Function("ClientInOrchestrator")]
        public static void Run([OrchestrationTrigger] TaskOrchestrationContext context, [DurableClient] DurableTaskClient client) => _ = (context, client);
    }

    public sealed class NotPublic
    {
        [Function("NotPublic")]
        internal static void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;
    }

    public sealed class SameRoute
    {
        [Function("SameRouteOne")]
        public static void One([HttpTrigger("get", Route = "things/{id}")] HttpRequest request) => _ = request;

        [Function("SameRouteTwo")]
        public static void Two([HttpTrigger("get", "post", Route = "things/{name}")] HttpRequest request) => _ = request;
    }

    [Theory]
    [InlineData(new[] { typeof(SameNameOne), typeof(SameNameTwo) }, "two functions are named 'Twice'")]
    [InlineData(new[] { typeof(NoTrigger) }, "has no parameter with a trigger attribute")]
    [InlineData(new[] { typeof(TwoTriggers) }, "has 2 triggers, on 'timer', 'request'")]
    [InlineData(new[] { typeof(WrongTriggerType) }, "cannot bind parameter 'timer' of type Int32: with TimerTriggerAttribute it can be TimerInfo")]
    [InlineData(new[] { typeof(UnknownParameter) }, "cannot bind parameter 'name' of type String: it can be FunctionContext, CancellationToken, HttpRequest")]
    [InlineData(new[] { typeof(WrongSchedule) }, "the schedule 'every day' is neither an NCRONTAB expression")]
    [InlineData(new[] { typeof(MissingSetting) }, "'%No:Such%' needs the setting 'No:Such'")]
    [InlineData(new[] { typeof(WrongRoute) }, "the route 'a/{id' is wrong")]
    [InlineData(new[] { typeof(WrongBlobPath) }, "the blob path 'in/{name}' is not 'container/pattern'")]
    [InlineData(new[] { typeof(NoConnection) }, "no setting 'AzureWebJobsAbsent' or 'Absent' holds its storage connection string")]
    [InlineData(new[] { typeof(ClientInOrchestrator) }, "cannot bind parameter 'client' of type DurableTaskClient")]
    [InlineData(new[] { typeof(NotPublic) }, "is not a public, non-generic method")]
    [InlineData(new[] { typeof(SameRoute) }, "both serve GET api/things/{name}")]
    public async Task StartAsync_WrongFunction_FailsAndSaysWhy(Type[] types, string expected)
    {
        var settings = new Dictionary<string, string?> { ["Present"] = "UseDevelopmentStorage=true" };

        var exception = await Assert.ThrowsAsync<FunctionsStartException>(() => TestApp.StartAsync(types, settings: settings));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Single(exception.Problems);
    }

    [Fact]
    public async Task StartAsync_SeveralProblems_ListsAll()
    {
        var exception = await Assert.ThrowsAsync<FunctionsStartException>(
            () => TestApp.StartAsync([typeof(NoTrigger), typeof(TwoTriggers), typeof(WrongSchedule)]));

        Assert.Equal(3, exception.Problems.Count);
    }

    [Fact]
    public async Task StartAsync_HttpFunctionsWithoutWebApplication_Fails()
    {
        var settings = new Dictionary<string, string?>();

        var exception = await Assert.ThrowsAsync<FunctionsStartException>(
            () => LocalFunctionsHost.StartAsync([typeof(HttpSamples)], _ => { }, settings));

        Assert.Contains("ConfigureFunctionsWebApplication", exception.Message, StringComparison.Ordinal);
    }
}
