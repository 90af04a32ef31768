using Winnow.Infra.Tests.Support;

namespace Winnow.Infra.Tests;

/// <summary>The app has the roles that its settings need, each at the scope of what they name, and no other.</summary>
public sealed class RoleTests
{
    private static readonly Dictionary<string, string> s_roles = new()
    {
        ["7f951dda-4ed3-4680-a7ca-43fe172d538d"] = "AcrPull",
        ["8311e382-0749-4cb8-b61a-304f252e45ec"] = "AcrPush",
        ["0ad04412-c4d5-4796-b79c-f76d14c8d402"] = "Durable Task Data Contributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["090c5cfd-751d-490a-894a-3ce6f1109419"] = "Azure Service Bus Data Owner",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "Azure Service Bus Data Receiver",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Azure Service Bus Data Sender",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
    };

    private static readonly Dictionary<string, string> s_roleOfService = new()
    {
        ["blob"] = "Storage Blob Data Owner",
        ["queue"] = "Storage Queue Data Contributor",
        ["table"] = "Storage Table Data Contributor",
    };

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void App_HasTheRolesThatItsSettingsNeed_AndNoOther(string profile)
    {
        var deployment = Deployment.Of(profile);

        Assert.Equal(Needed(deployment).Order(), Granted(deployment, "userAssignedIdentities").Order());
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void EventGrid_WritesDeadLetters_AndNothingElse(string profile)
    {
        var deployment = Deployment.Of(profile);
        var container = $"{deployment.RuntimeAccount().Id}/blobServices/default/containers/drop-dead-letters";

        Assert.Equal([(container, "Storage Blob Data Contributor")], Granted(deployment, "systemTopics"));
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Grants_AreAllOnResources_AndSayWhatThePrincipalIs(string profile)
    {
        var deployment = Deployment.Of(profile);
        var ids = deployment.Resources.Select(resource => resource.Id).ToHashSet();

        Assert.All(deployment.All(Deployment.RoleAssignment), grant =>
        {
            Assert.Contains(grant.Scope, ids);
            Assert.Contains(grant.Text("principalType"), (string[])["ServicePrincipal", "Group"]);
            Assert.Contains(RoleOf(grant), s_roles.Values);
        });
    }

    [Fact]
    public void Grants_AreAllInOneFile() => Assert.Equal(
        ["infra/rbac.bicep"], Repository.Files("infra", "*.bicep").Where(file => Repository.Read(file).Contains(Deployment.RoleAssignment, StringComparison.Ordinal)));

    // What the settings name, by the resource that it is and the role that it takes.
    private static IEnumerable<(string Scope, string Role)> Needed(Deployment deployment)
    {
        var settings = Deployment.Settings(deployment.App());
        var accounts = deployment.All(Deployment.StorageAccount).ToList();
        foreach (var (service, role) in s_roleOfService)
        {
            foreach (var address in settings.Where(setting => setting.Key.EndsWith($"__{service}ServiceUri", StringComparison.Ordinal)))
                yield return (accounts.Single(account => address.Value.Contains($"'{account.Name}'", StringComparison.Ordinal)).Id, role);
        }

        Assert.Contains("ServiceBus__fullyQualifiedNamespace", settings.Keys);
        yield return (deployment.Single("Microsoft.ServiceBus/namespaces/queues").Id, "Azure Service Bus Data Owner");
        yield return (deployment.Single("Microsoft.ServiceBus/namespaces/topics").Id, "Azure Service Bus Data Sender");
        Assert.Contains("DURABLE_TASK_SCHEDULER_CONNECTION_STRING", settings.Keys);
        yield return (deployment.Single("Microsoft.DurableTask/schedulers/taskHubs").Id, "Durable Task Data Contributor");
        Assert.Contains("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", settings.Keys);
        yield return (deployment.Single("Microsoft.Insights/components").Id, "Monitoring Metrics Publisher");
        yield return (deployment.Single("Microsoft.ContainerRegistry/registries").Id, "AcrPull");
    }

    private static IEnumerable<(string Scope, string Role)> Granted(Deployment deployment, string kindOfPrincipal) =>
        from grant in deployment.All(Deployment.RoleAssignment)
        where grant.Text("principalId")!.Contains(kindOfPrincipal, StringComparison.Ordinal)
        select (grant.Scope, RoleOf(grant));

    private static string RoleOf(Resource grant) => s_roles.GetValueOrDefault(grant.Text("roleDefinitionId")!.Split('/')[^1], grant.Text("roleDefinitionId")!);
}
