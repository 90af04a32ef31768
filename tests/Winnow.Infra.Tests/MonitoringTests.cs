using System.Text.RegularExpressions;
using Winnow.Infra.Tests.Support;

namespace Winnow.Infra.Tests;

/// <summary>Everything that can be watched is watched, and somebody is told.</summary>
public sealed partial class MonitoringTests
{
    // What Azure Monitor takes diagnostic settings of. Not the component, whose telemetry is in the workspace already, and not the scheduler, of which it knows none.
    private static readonly string[] s_watched =
    [
        "Microsoft.App/containerApps", "Microsoft.App/managedEnvironments", "Microsoft.ContainerRegistry/registries", "Microsoft.EventGrid/systemTopics",
        "Microsoft.Network/virtualNetworks", "Microsoft.OperationalInsights/workspaces", "Microsoft.ServiceBus/namespaces", "Microsoft.Storage/storageAccounts",
        "Microsoft.Storage/storageAccounts/blobServices", "Microsoft.Storage/storageAccounts/queueServices", "Microsoft.Storage/storageAccounts/tableServices",
    ];

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void EveryResource_HasADiagnosticSetting(string profile)
    {
        var deployment = Deployment.Of(profile);
        var workspace = deployment.Single("Microsoft.OperationalInsights/workspaces").Id;
        var settings = deployment.All("Microsoft.Insights/diagnosticSettings").ToList();

        Assert.Equal(
            deployment.Resources.Where(resource => s_watched.Contains(resource.Type)).Select(resource => resource.Id).Order(StringComparer.Ordinal),
            settings.Select(setting => setting.Scope).Order(StringComparer.Ordinal));
        Assert.All(settings, setting => Assert.Equal(workspace, setting.Text("workspaceId")));
        Assert.All(settings, setting => Assert.True(setting.Properties.GetProperty("metrics")[0].GetProperty("enabled").GetBoolean()));
    }

    [Theory]
    [InlineData("dev", "dead-letters drops-undelivered failed-runs poison-blobs queue-age")]
    [InlineData("prod", "dead-letters drops-undelivered failed-runs gpu-idle poison-blobs queue-age")]
    [InlineData("locked-down", "dead-letters failed-runs gpu-idle poison-blobs queue-age")]
    public void Alerts_AreThere_AndTellSomebody(string profile, string names)
    {
        var deployment = Deployment.Of(profile);
        var group = deployment.Single("Microsoft.Insights/actionGroups");
        var logs = deployment.All("Microsoft.Insights/scheduledQueryRules").ToList();
        var metrics = deployment.All("Microsoft.Insights/metricAlerts").ToList();

        Assert.Equal(names.Split(' ').Select(name => $"winnow-{name}"), logs.Concat(metrics).Select(alert => alert.Name).Order(StringComparer.Ordinal));
        Assert.All(logs.Concat(metrics), alert => Assert.True(alert.Is("enabled", true)));
        Assert.All(logs, alert => Assert.Equal(group.Id, alert.Properties.GetProperty("actions").GetProperty("actionGroups")[0].GetString()));
        Assert.All(metrics, alert => Assert.Equal(group.Id, alert.Properties.GetProperty("actions")[0].GetProperty("actionGroupId").GetString()));
        Assert.NotEmpty(group.Properties.GetProperty("emailReceivers").EnumerateArray());
    }

    [Theory]
    [MemberData(nameof(Deployment.Profiles), MemberType = typeof(Deployment))]
    public void Budget_TellsBeforeItIsSpent(string profile)
    {
        var deployment = Deployment.Of(profile);
        var notifications = deployment.Single("Microsoft.Consumption/budgets").Properties.GetProperty("notifications").EnumerateObject().Select(found => found.Value).ToList();

        Assert.Contains(notifications, found => found.GetProperty("thresholdType").GetString() == "Forecasted");
        Assert.Contains(notifications, found => found.GetProperty("threshold").GetInt32() < 100);
        Assert.All(notifications, found => Assert.Equal(deployment.Single("Microsoft.Insights/actionGroups").Id, found.GetProperty("contactGroups")[0].GetString()));
    }

    [Fact]
    public void EveryAlert_HasARunbook()
    {
        var headings = Heading().Matches(Repository.Read("docs/operations.md")).Select(match => match.Groups[1].Value).ToHashSet();
        var alerts = Deployment.Names.Select(Deployment.Of).SelectMany(deployment =>
            deployment.All("Microsoft.Insights/scheduledQueryRules").Concat(deployment.All("Microsoft.Insights/metricAlerts"))).Select(alert => alert.Name);

        Assert.Subset(headings, alerts.Append("winnow (budget)").ToHashSet());
    }

    [Fact]
    public void Queries_LookForWhatTheCodeLogs()
    {
        var code = string.Concat(Repository.Files("functions", "*.cs").Select(Repository.Read));
        var texts = Quoted().Matches(Repository.Read("infra/queries/failed-runs.kql").Split("has_any")[1]).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(2, texts.Count);
        Assert.All(texts, text => Assert.Contains(text, code, StringComparison.Ordinal));
    }

    [Fact]
    public void Workbook_NamesFunctionsThatThereAre()
    {
        var workbook = Deployment.Of("prod").Single("Microsoft.Insights/workbooks").Text("serializedData")!;
        var named = FunctionName().Matches(workbook).Select(match => match.Groups[1].Value).Distinct().ToList();

        using var _ = System.Text.Json.JsonDocument.Parse(workbook);
        Assert.DoesNotContain("{gpu}", workbook, StringComparison.Ordinal);
        Assert.True(named.Count > 5);
        Assert.Subset(AppFunctions.All.Select(function => function.Name).ToHashSet(), named.ToHashSet());
    }

    [GeneratedRegex("^### (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("'([A-Z][A-Za-z]+(?:Shard|Part|Arrived|Reconcile)|Reconcile)'")]
    private static partial Regex FunctionName();
}
