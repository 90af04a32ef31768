using System.Text.Json;
using Winnow.Infra.Tests.Support;

namespace Winnow.Infra.Tests;

/// <summary>The container apps: what runs where, on which hardware, and from how many replicas to how many.</summary>
public sealed class AppTests
{
    private const string Gpu = "Consumption-GPU-NC8as-T4";

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Apps_AreFunctionApps_WhoseScaleRulesArePlatformMade(string profile) => Assert.All(Deployment.Of(profile).All(Deployment.ContainerApp), app =>
    {
        Assert.Equal("functionapp", app.Json.GetProperty("kind").GetString());
        Assert.False(Scale(app).TryGetProperty("rules", out _));
        Assert.InRange(Scale(app).GetProperty("minReplicas").GetInt32(), 0, Scale(app).GetProperty("maxReplicas").GetInt32());
        Assert.InRange(Scale(app).GetProperty("maxReplicas").GetInt32(), 1, 1000);
    });

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Apps_RunOnProfilesThatTheirEnvironmentHas(string profile)
    {
        var deployment = Deployment.Of(profile);
        var profiles = deployment.Single("Microsoft.App/managedEnvironments").Properties.GetProperty("workloadProfiles").EnumerateArray()
            .Select(found => found.GetProperty("name").GetString());

        Assert.Equal(profiles, deployment.All(Deployment.ContainerApp).Select(app => app.Text("workloadProfileName")));
    }

    [Theory]
    [InlineData("prod")]
    [InlineData("locked-down")]
    public void GpuApp_HasAGpu_ScalesToNothing_AndRunsCuda(string profile)
    {
        var app = Deployment.Of(profile).App("gpu");
        var container = app.Properties.GetProperty("template").GetProperty("containers")[0];

        Assert.Equal(Gpu, app.Text("workloadProfileName"));
        Assert.Equal((8.0, "56Gi"), (container.GetProperty("resources").GetProperty("cpu").GetDouble(), container.GetProperty("resources").GetProperty("memory").GetString()));
        Assert.EndsWith("gpu:1", container.GetProperty("image").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, Scale(app).GetProperty("minReplicas").GetInt32());
        Assert.Equal("cuda", Deployment.Settings(app)["Inference__Provider"]);
    }

    [Theory]
    [InlineData("prod")]
    [InlineData("locked-down")]
    public void EveryFunction_IsOnInExactlyOneApp(string profile)
    {
        var deployment = Deployment.Of(profile);
        var all = AppFunctions.All.Select(function => function.Name).Order(StringComparer.Ordinal).ToList();
        var onGpu = all.Except(Off(deployment.App("gpu"))).ToList();

        Assert.True(all.Count > 50);
        Assert.Equal(["CalibrateShard", "LabelShard"], onGpu);
        Assert.Equal(onGpu, Off(deployment.App()));
        Assert.Equal(all, Off(deployment.App("gpu")).Concat(onGpu).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WithoutAGpu_OneAppRunsEverything()
    {
        var deployment = Deployment.Of("dev");

        Assert.Null(deployment.FindApp("gpu"));
        Assert.Empty(Off(deployment.App()));
        Assert.DoesNotContain("GPU", deployment.Single("Microsoft.App/managedEnvironments").Json.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Work_IsLeftToTheAppThatHasTheFunction(string profile) => Assert.All(Deployment.Of(profile).All(Deployment.ContainerApp), app =>
    {
        var settings = Deployment.Settings(app);
        Assert.Equal("azureManaged", settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__type"]);
        Assert.Equal("true", settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__workItemFilteringEnabled"]);
        Assert.Equal(settings["TASKHUB_NAME"], settings["AzureFunctionsJobHost__extensions__durableTask__hubName"]);
    });

    [Fact]
    public void Apps_HaveHostIdsOfTheirOwn()
    {
        var ids = Deployment.Of("prod").All(Deployment.ContainerApp).Select(app => Deployment.Settings(app)["AzureFunctionsWebHost__hostid"]).ToList();

        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id.Length, 1, 32));
    }

    [Fact]
    public void WithoutEvents_OneReplicaAlwaysRuns() => Assert.True(Scale(Deployment.Of("locked-down").App()).GetProperty("minReplicas").GetInt32() > 0);

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Orchestrations_AreForgottenAfterAWhile(string profile)
    {
        var policies = Deployment.Of(profile).Single("Microsoft.DurableTask/schedulers/retentionPolicies").Properties.GetProperty("retentionPolicies");

        Assert.All(policies.EnumerateArray(), policy => Assert.InRange(policy.GetProperty("retentionPeriodInDays").GetInt32(), 1, 3650));
    }

    private static JsonElement Scale(Resource app) => app.Properties.GetProperty("template").GetProperty("scale");

    private static IEnumerable<string> Off(Resource app) => Deployment.Settings(app)
        .Where(setting => setting.Key.StartsWith("AzureWebJobs_", StringComparison.Ordinal) && setting.Value == "true")
        .Select(setting => setting.Key["AzureWebJobs_".Length..^"_Disabled".Length]).Order(StringComparer.Ordinal);
}
