using System.Reflection;
using System.Xml;
using Microsoft.Azure.Functions.Worker;
using Winnow.Functions.Events;
using Winnow.Infra.Tests.Support;
using Winnow.Storage;

namespace Winnow.Infra.Tests;

/// <summary>Every container, table, queue and topic that the code uses is there, with the limits that it has on one machine.</summary>
public sealed class CatalogueTests
{
    private const string ServiceBus = "Microsoft.ServiceBus/namespaces";

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void DataAccount_HasTheContainersOfTheCode(string profile) =>
        Assert.Equal(Containers.All.Order(), ChildrenOfData(Deployment.Of(profile), "blobServices/containers"));

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void DataAccount_HasTheTablesOfTheCode(string profile) =>
        Assert.Equal(TableNames.All.Order(), ChildrenOfData(Deployment.Of(profile), "tableServices/tables"));

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Namespace_HasTheQueuesOfTheTriggers(string profile)
    {
        var wanted = AppFunctions.With<ServiceBusTriggerAttribute>().Select(found => QueueOf(found.Trigger)).ToList();

        Assert.NotEmpty(wanted);
        Assert.Equal(wanted.Order(), Children(Deployment.Of(profile), $"{ServiceBus}/queues"));
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Namespace_HasTheTopicOfTheEvents(string profile) =>
        Assert.Equal([ServiceBusTopic.Name], Children(Deployment.Of(profile), $"{ServiceBus}/topics"));

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Namespace_IsThatOfTheLocalEndpoint(string profile)
    {
        var deployment = Deployment.Of(profile);

        Assert.Equal(LocalNames("Queues"), Children(deployment, $"{ServiceBus}/queues"));
        Assert.Equal(LocalNames("Topics"), Children(deployment, $"{ServiceBus}/topics"));
        AssertLimits(deployment.Single($"{ServiceBus}/queues"), "Local:Queues:Queues:winnow-requests");
        AssertLimits(deployment.Single($"{ServiceBus}/topics/subscriptions"), "Local:Queues:Topics:winnow-events:Subscriptions:all");
        AssertDuplicateDetection(deployment.Single($"{ServiceBus}/queues"), "Local:Queues:Queues:winnow-requests");
        AssertDuplicateDetection(deployment.Single($"{ServiceBus}/topics"), "Local:Queues:Topics:winnow-events");
    }

    [Fact]
    public void Connections_OfTheTriggers_AreConnectionsOfTheApp()
    {
        var settings = Deployment.Settings(Deployment.Of("prod").App());
        var connections = AppFunctions.With<BlobTriggerAttribute>().Select(found => found.Trigger.Connection)
            .Concat(AppFunctions.With<ServiceBusTriggerAttribute>().Select(found => found.Trigger.Connection)).ToList();

        Assert.NotEmpty(connections);
        Assert.All(connections, connection => Assert.Contains($"{connection}__credential", settings.Keys));
    }

    [Fact]
    public async Task DropSubscription_TellsTheBlobTrigger_OfItsContainer()
    {
        var template = (await Bicep.BuildAsync("infra/drop-subscription.bicep")).GetRawText();
        var (name, trigger) = Assert.Single(AppFunctions.With<BlobTriggerAttribute>());

        Assert.Equal(BlobTriggerSource.EventGrid, trigger.Source);
        Assert.Contains($"/runtime/webhooks/blobs?functionName=Host.Functions.{name}&code=", template.Replace("\\u0026", "&", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"/blobServices/default/containers/{trigger.BlobPath.Split('/')[0]}/", template, StringComparison.Ordinal);
        Assert.Contains("deadLetterWithResourceIdentity", template, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void DataAccount_KeepsWhatWasDeleted_AndCleansUp(string profile)
    {
        var deployment = Deployment.Of(profile);
        var account = deployment.DataAccount();
        var blobs = deployment.All($"{Deployment.StorageAccount}/blobServices").Single(resource => resource.Name == $"{account.Name}/default");
        var rules = deployment.All($"{Deployment.StorageAccount}/managementPolicies").Single(resource => resource.Name == $"{account.Name}/default")
            .Properties.GetProperty("policy").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("name").GetString());

        Assert.True(blobs.Is("isVersioningEnabled", true));
        Assert.True(blobs.Properties.GetProperty("deleteRetentionPolicy").GetProperty("enabled").GetBoolean());
        Assert.True(blobs.Properties.GetProperty("containerDeleteRetentionPolicy").GetProperty("enabled").GetBoolean());
        Assert.Equal(["work", "quarantine", "versions"], rules);
    }

    private static void AssertLimits(Resource entity, string section)
    {
        Assert.Equal(LocalSettings.Sample[$"{section}:MaxDeliveryCount"], entity.Text("maxDeliveryCount"));
        Assert.Equal(Seconds(LocalSettings.Sample[$"{section}:LockSeconds"]), XmlConvert.ToTimeSpan(entity.Text("lockDuration")!));
        Assert.True(entity.Is("deadLetteringOnMessageExpiration", bool.Parse(LocalSettings.Sample[$"{section}:DeadLetterExpired"])));
    }

    private static void AssertDuplicateDetection(Resource entity, string section)
    {
        Assert.True(entity.Is("requiresDuplicateDetection", true));
        Assert.Equal(Seconds(LocalSettings.Sample[$"{section}:DuplicateDetectionSeconds"]), XmlConvert.ToTimeSpan(entity.Text("duplicateDetectionHistoryTimeWindow")!));
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    private static string QueueOf(ServiceBusTriggerAttribute trigger) =>
        (string)typeof(ServiceBusTriggerAttribute).GetProperty("QueueName", BindingFlags.Public | BindingFlags.Instance)!.GetValue(trigger)!;

    private static IEnumerable<string> LocalNames(string kind) =>
        LocalSettings.Sample.Keys.Where(key => key.StartsWith($"Local:Queues:{kind}:", StringComparison.Ordinal)).Select(key => key.Split(':')[3]).Distinct().Order();

    private static IEnumerable<string> ChildrenOfData(Deployment deployment, string kind)
    {
        var prefix = $"{deployment.DataAccount().Name}/default/";
        return deployment.All($"{Deployment.StorageAccount}/{kind}").Select(resource => resource.Name)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]).Order();
    }

    private static IEnumerable<string> Children(Deployment deployment, string type) => deployment.All(type).Select(resource => resource.Name.Split('/')[^1]).Order();
}
