using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Winnow.Functions.Http;
using Winnow.Local.Hosting;

namespace Winnow.Functions.Tests.WholeApp;

/// <summary>The guard of the API: who is let through to which function, over HTTP.</summary>
[Collection(RunningAppGroup.Name)]
public sealed class ApiAccessTests(RunningApp app)
{
    private static readonly object s_policy = new { model = "digits-cnn", minimumConfidence = 0.5 };

    [Fact]
    public async Task Callers_reach_what_their_role_allows()
    {
        await using var host = await StartAsync("Roles");
        using var client = host.CreateClient();
        var name = (await app.CreateDatasetAsync())!;

        Assert.Equal((401, "unauthorized"), await SendAsync(client, HttpMethod.Get, "datasets", null));
        Assert.Equal((403, "forbidden"), await SendAsync(client, HttpMethod.Get, "datasets", ""));
        Assert.Equal((200, null), await SendAsync(client, HttpMethod.Get, "datasets", "reader"));
        Assert.Equal((403, "forbidden"), await SendAsync(client, HttpMethod.Post, "evaluations", "reader", new { dataset = "x" }));
        Assert.Equal((404, "unknown-dataset"), await SendAsync(client, HttpMethod.Post, "evaluations", "contributor", new { dataset = "no-such" }));
        Assert.Equal((403, "forbidden"), await SendAsync(client, HttpMethod.Put, $"datasets/{name}/policy", "contributor", s_policy));
        Assert.Equal((200, null), await SendAsync(client, HttpMethod.Put, $"datasets/{name}/policy", "admin", s_policy));
        Assert.Equal((200, null), await SendAsync(client, HttpMethod.Get, "openapi.json", null));
    }

    [Fact]
    public async Task An_app_without_the_setting_is_closed()
    {
        await using var host = await StartAsync(null);
        using var client = host.CreateClient();

        Assert.Equal((403, "forbidden"), await SendAsync(client, HttpMethod.Get, "datasets", "admin"));
        Assert.Equal((200, null), await SendAsync(client, HttpMethod.Get, "openapi.json", null));
    }

    private async Task<LocalFunctionsHost> StartAsync(string? access) => await LocalFunctionsHost.StartAsync(
        typeof(WinnowApp).Assembly, builder => builder.AddWinnow(), new Dictionary<string, string?>(app.Settings())
        {
            ["Api:Access"] = access,
            ["Local:TaskHubPath"] = Path.Combine(Path.GetTempPath(), $"winnow-{Guid.NewGuid():N}.db"),
            // Drops are for the other app.
            ["AzureWebJobs.DropArrived.Disabled"] = "true",
            ["AzureWebJobs.Reconcile.Disabled"] = "true",
            ["AzureWebJobs.SendEvents.Disabled"] = "true",
        });

    private static async Task<(int Status, string? Code)> SendAsync(HttpClient client, HttpMethod method, string path, string? role, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"api/{path}", UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        if (role is not null)
        {
            var claims = role.Length > 0 ? new[] { new { typ = "roles", val = role } } : [];
            request.Headers.Add(ClientPrincipal.Header, Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { claims }))));
        }

        using var response = await client.SendAsync(request);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, json.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null);
    }
}
