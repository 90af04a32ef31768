using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Winnow.Local.Hosting;

namespace Winnow.Local.Tests.Hosting;

public sealed class HttpFunctionsTests
{
    private static readonly Dictionary<string, string?> s_keys = new()
    {
        ["Local:RequireKeys"] = "true",
        ["Local:Keys:Master"] = "master",
        ["Local:Keys:Host:default"] = "host",
        ["Local:Keys:Functions:TypedResult:mine"] = "own",
        ["Local:Keys:Functions:Other:its"] = "other",
    };

    [Fact]
    public async Task Get_TypedResultWithRouteValues_AnswersJson()
    {
        await using var host = await TestApp.StartAsync([typeof(HttpSamples)]);
        using var client = host.CreateClient();

        var answer = await client.GetFromJsonAsync<JsonElement>("api/things/7/a%20b");

        Assert.Equal(7, answer.GetProperty("id").GetInt32());
        Assert.Equal("a b", answer.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Get_OptionalRouteValueIsMissing_IsNull()
    {
        await using var host = await TestApp.StartAsync([typeof(HttpSamples)]);
        using var client = host.CreateClient();

        var answer = await client.GetFromJsonAsync<JsonElement>("api/things/7");

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("name").ValueKind);
    }

    [Fact]
    public async Task Post_ActionResult_AnswersStatusAndJson()
    {
        await using var host = await TestApp.StartAsync([typeof(HttpSamples)]);
        using var client = host.CreateClient();

        using var answer = await client.PostAsync("api/echo", new StringContent("hello"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("""{"text":"hello"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "api/things/seven", HttpStatusCode.NotFound)]
    [InlineData("GET", "things/7", HttpStatusCode.NotFound)]
    [InlineData("PUT", "api/things/7", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PATCH", "api/Plain", HttpStatusCode.OK)]
    [InlineData("GET", "API/THINGS/7", HttpStatusCode.OK)]
    public async Task Send_RouteOrMethod_AnswersStatus(string method, string path, HttpStatusCode expected)
    {
        await using var host = await TestApp.StartAsync([typeof(HttpSamples)]);
        using var client = host.CreateClient();

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Get_FunctionThrows_Answers500WithoutDetails()
    {
        await using var host = await TestApp.StartAsync([typeof(HttpSamples)]);
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("api/Fail");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_ContextAndCatchAll_AreBound()
    {
        await using var host = await TestApp.StartAsync([typeof(HttpSamples)]);
        using var client = host.CreateClient();

        Assert.Equal("Describe 36 True a/b/c", await client.GetStringAsync("api/describe/a/b/c"));
    }

    [Fact]
    public async Task Get_RoutePrefixOfHostSettings_IsUsed()
    {
        var settings = new Dictionary<string, string?> { ["AzureFunctionsJobHost:extensions:http:routePrefix"] = "" };
        await using var host = await TestApp.StartAsync([typeof(HttpSamples)], settings: settings);
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("things/7");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("api/things/7", null, HttpStatusCode.Unauthorized)]
    [InlineData("api/things/7", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("api/things/7", "other", HttpStatusCode.Unauthorized)]
    [InlineData("api/things/7", "own", HttpStatusCode.OK)]
    [InlineData("api/things/7", "host", HttpStatusCode.OK)]
    [InlineData("api/things/7", "master", HttpStatusCode.OK)]
    [InlineData("api/things/7?code=host", null, HttpStatusCode.OK)]
    [InlineData("api/Plain", "host", HttpStatusCode.Unauthorized)]
    [InlineData("api/Plain", "master", HttpStatusCode.OK)]
    [InlineData("api/describe/x", null, HttpStatusCode.OK)]
    public async Task Get_KeysAreRequired_AnswersByKey(string path, string? key, HttpStatusCode expected)
    {
        await using var host = await TestApp.StartAsync([typeof(HttpSamples)], settings: s_keys);
        using var client = host.CreateClient();
        if (key is not null)
            client.DefaultRequestHeaders.Add("x-functions-key", key);

        using var answer = await client.GetAsync(path);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task StartAsync_KeysAreRequiredAndNoneIsSet_Fails()
    {
        var settings = new Dictionary<string, string?> { ["Local:Address"] = "0.0.0.0" };

        var exception = await Assert.ThrowsAsync<FunctionsStartException>(() => TestApp.StartAsync([typeof(HttpSamples)], settings: settings));

        Assert.Contains("Local:Keys:Master", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FunctionIsDisabled_IsNotFound()
    {
        var settings = new Dictionary<string, string?> { ["AzureWebJobs.TypedResult.Disabled"] = "true" };
        await using var host = await TestApp.StartAsync([typeof(HttpSamples)], settings: settings);
        using var client = host.CreateClient();

        using var answer = await client.GetAsync("api/things/7");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task StartAsync_AddressFile_HoldsTheAddress()
    {
        var file = Path.GetTempFileName();
        await using var host = await TestApp.StartAsync(
            [typeof(HttpSamples)], settings: new Dictionary<string, string?> { ["Local:AddressFile"] = file });

        Assert.Equal(host.Address, new Uri(await File.ReadAllTextAsync(file)));
        File.Delete(file);
    }
}
