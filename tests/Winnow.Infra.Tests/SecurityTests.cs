using System.Text.Json;
using System.Text.RegularExpressions;
using Winnow.Infra.Tests.Support;

namespace Winnow.Infra.Tests;

/// <summary>No keys, no public access where there is to be none, no secrets, TLS 1.2 and up, and tokens in front of the API.</summary>
public sealed partial class SecurityTests
{
    private const string Registry = "Microsoft.ContainerRegistry/registries";
    private const string ServiceBus = "Microsoft.ServiceBus/namespaces";
    private const string Scheduler = "Microsoft.DurableTask/schedulers";
    private const string Workspace = "Microsoft.OperationalInsights/workspaces";
    private const string Component = "Microsoft.Insights/components";
    private const string Environment = "Microsoft.App/managedEnvironments";

    // Types of resources that have a public address unless they are told otherwise.
    private static readonly string[] s_closable = [Deployment.StorageAccount, ServiceBus, Registry, Scheduler, Environment];

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Keys_AreOff(string profile)
    {
        var deployment = Deployment.Of(profile);

        Assert.All(deployment.All(Deployment.StorageAccount), account =>
        {
            Assert.True(account.Is("allowSharedKeyAccess", false));
            Assert.True(account.Is("allowBlobPublicAccess", false));
            Assert.True(account.Is("defaultToOAuthAuthentication", true));
        });
        Assert.True(deployment.Single(ServiceBus).Is("disableLocalAuth", true));
        Assert.True(deployment.Single(Registry).Is("adminUserEnabled", false));
        Assert.True(deployment.Single(Registry).Is("anonymousPullEnabled", false));
        Assert.True(deployment.Single(Component).Is("DisableLocalAuth", true));
        Assert.True(deployment.Single(Workspace).Properties.GetProperty("features").GetProperty("disableLocalAuth").GetBoolean());
        Assert.Equal("azure-monitor", deployment.Single(Environment).Properties.GetProperty("appLogsConfiguration").GetProperty("destination").GetString());
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Connections_AreEncrypted(string profile)
    {
        var deployment = Deployment.Of(profile);

        Assert.All(deployment.All(Deployment.StorageAccount), account => Assert.Equal("TLS1_2", account.Text("minimumTlsVersion")));
        Assert.All(deployment.All(Deployment.StorageAccount), account => Assert.True(account.Is("supportsHttpsTrafficOnly", true)));
        Assert.Equal("1.2", deployment.Single(ServiceBus).Text("minimumTlsVersion"));
        Assert.All(deployment.All(Deployment.ContainerApp), app => Assert.False(Ingress(app).GetProperty("allowInsecure").GetBoolean()));
    }

    [Fact]
    public void LockedDown_HasNoPublicAddress()
    {
        var deployment = Deployment.Of("locked-down");

        Assert.All(s_closable.SelectMany(deployment.All), resource => Assert.Equal("Disabled", resource.Text("publicNetworkAccess")));
        Assert.All(deployment.All(Deployment.StorageAccount), account =>
            Assert.Equal("Deny", account.Properties.GetProperty("networkAcls").GetProperty("defaultAction").GetString()));
        Assert.All((Resource[])[deployment.Single(Workspace), deployment.Single(Component)], resource =>
        {
            Assert.Equal("Disabled", resource.Text("publicNetworkAccessForIngestion"));
            Assert.Equal("Disabled", resource.Text("publicNetworkAccessForQuery"));
        });
        Assert.True(deployment.Single(Environment).Properties.GetProperty("vnetConfiguration").GetProperty("internal").GetBoolean());
        Assert.Empty(deployment.All("Microsoft.Network/publicIPAddresses"));
        Assert.Empty(deployment.All("Microsoft.EventGrid/systemTopics"));
    }

    [Fact]
    public void LockedDown_ReachesEverythingThroughPrivateEndpoints()
    {
        var deployment = Deployment.Of("locked-down");
        var reached = deployment.All("Microsoft.Network/privateEndpoints")
            .Select(endpoint => endpoint.Properties.GetProperty("privateLinkServiceConnections")[0].GetProperty("properties"))
            .Select(connection => (Id: connection.GetProperty("privateLinkServiceId").GetString()!, Kind: connection.GetProperty("groupIds")[0].GetString()!)).ToList();
        var wanted = deployment.All(Deployment.StorageAccount).SelectMany(account => (string[])["blob", "queue", "table"], (account, kind) => (account.Id, kind))
            .Append((deployment.Single(ServiceBus).Id, "namespace"))
            .Append((deployment.Single(Registry).Id, "registry"))
            .Append((deployment.Single(Scheduler).Id, "scheduler"))
            .Append((deployment.Single("Microsoft.Insights/privateLinkScopes").Id, "azuremonitor"));

        Assert.Equal(wanted.Order(), reached.Order());
        Assert.Equal(reached.Count, deployment.All("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count());
        Assert.Equal(2, deployment.All("Microsoft.Insights/privateLinkScopes/scopedResources").Count());
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void PrivateEndpoints_HaveTheirZones_AndZonesAreLinked(string profile)
    {
        var deployment = Deployment.Of(profile);
        var named = deployment.All("Microsoft.Network/privateEndpoints/privateDnsZoneGroups")
            .SelectMany(group => group.Properties.GetProperty("privateDnsZoneConfigs").EnumerateArray())
            .Select(zone => zone.GetProperty("properties").GetProperty("privateDnsZoneId").GetString()!).Distinct();

        Assert.Subset(deployment.All("Microsoft.Network/privateDnsZones").Select(zone => zone.Id).ToHashSet(), named.ToHashSet());
        Assert.Equal(
            deployment.All("Microsoft.Network/privateDnsZones").Count(),
            deployment.All("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count());
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Scheduler_LetsNobodyInFromTheInternet(string profile)
    {
        var scheduler = Deployment.Of(profile).Single(Scheduler);

        Assert.Equal("Disabled", scheduler.Text("publicNetworkAccess"));
        Assert.Equal(["10.42.0.0/16"], scheduler.Properties.GetProperty("ipAllowlist").EnumerateArray().Select(address => address.GetString()));
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Api_TakesTokensOnly(string profile)
    {
        var deployment = Deployment.Of(profile);
        var authentication = deployment.Single($"{Deployment.ContainerApp}/authConfigs");
        var validation = authentication.Properties.GetProperty("globalValidation");

        Assert.StartsWith($"{deployment.App().Name}/", authentication.Name, StringComparison.Ordinal);
        Assert.True(authentication.Properties.GetProperty("platform").GetProperty("enabled").GetBoolean());
        Assert.Equal("Return401", validation.GetProperty("unauthenticatedClientAction").GetString());
        Assert.Equal(["/runtime/webhooks/blobs", "/api/openapi.json"], validation.GetProperty("excludedPaths").EnumerateArray().Select(path => path.GetString()));
        Assert.DoesNotContain("secret", authentication.Json.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void OnlyTheAppThatTakesTokens_IsReachedFromOutside(string profile) => Assert.Equal(
        [Deployment.Of(profile).App().Name],
        Deployment.Of(profile).All(Deployment.ContainerApp).Where(app => Ingress(app).GetProperty("external").GetBoolean()).Select(app => app.Name));

    [Fact]
    public void AppRoles_AreReaderContributorAdmin()
    {
        using var roles = JsonDocument.Parse(Repository.Read("infra/app-roles.json"));

        Assert.Equal(["reader", "contributor", "admin"], roles.RootElement.EnumerateArray().Select(role => role.GetProperty("value").GetString()));
        Assert.Equal(3, roles.RootElement.EnumerateArray().Select(role => role.GetProperty("id").GetGuid()).Distinct().Count());
    }

    [Theory]
    [InlineData("infra/main.bicep")]
    [InlineData("infra/drop-subscription.bicep")]
    public async Task Templates_AskForNoKeys_AndPutOutNoSecrets(string template)
    {
        var text = (await Bicep.BuildAsync(template)).GetRawText();

        Assert.DoesNotMatch(KeyFunction(), text);
        Assert.DoesNotContain("secretRef", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.KeyVault", text, StringComparison.Ordinal);
        Assert.All(Outputs(JsonDocument.Parse(text).RootElement), output => Assert.DoesNotMatch(SecretName(), output));
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Settings_HoldNoSecrets(string profile) => Assert.All(
        Deployment.Of(profile).All(Deployment.ContainerApp).SelectMany(Deployment.Settings),
        setting => Assert.DoesNotMatch(SecretName(), $"{setting.Key}={setting.Value}"));

    [Fact]
    public async Task SystemKey_IsASecureParameter() => Assert.Equal(
        "securestring", (await Bicep.BuildAsync("infra/drop-subscription.bicep")).GetProperty("parameters").GetProperty("systemKey").GetProperty("type").GetString());

    private static JsonElement Ingress(Resource app) => app.Properties.GetProperty("configuration").GetProperty("ingress");

    // Names and values of all outputs, of modules too.
    private static IEnumerable<string> Outputs(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property.Name == "outputs"
            ? property.Value.EnumerateObject().Select(output => $"{output.Name}={(output.Value.TryGetProperty("value", out var value) ? value.ToString() : "")}")
            : Outputs(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Outputs),
        _ => [],
    };

    [GeneratedRegex(@"list(Keys|Secrets|AccountSas|ServiceSas|Credentials|AdminKeys)\(|listKeys", RegexOptions.IgnoreCase)]
    private static partial Regex KeyFunction();

    [GeneratedRegex("password|sharedaccess|accountkey|systemkey|(?<!no)secret(?!storagetype)|primarykey", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
