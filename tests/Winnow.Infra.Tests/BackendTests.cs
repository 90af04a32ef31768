using Winnow.Infra.Tests.Support;

namespace Winnow.Infra.Tests;

/// <summary>The other place for orchestrations: the storage account of the runtime.</summary>
public sealed class BackendTests
{
    private const string Retention = "{ deletedDays: 7, versionDays: 7, quarantineDays: 30, workDays: 7, historyDays: 7, logDays: 30 }";

    [Fact]
    public async Task StorageBackend_NeedsNoScheduler_AndHasTheTables()
    {
        var (result, deployment) = await SnapshotAsync(minReplicas: 1, gpu: "none");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Empty(deployment!.All("Microsoft.DurableTask/schedulers"));
        var settings = Deployment.Settings(deployment.App());
        Assert.Equal("AzureStorage", settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__type"]);
        Assert.Equal("AzureWebJobsStorage", settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName"]);
        Assert.Contains("AzureWebJobsStorage__tableServiceUri", settings.Keys);
        Assert.Contains(deployment.All(Deployment.RoleAssignment), grant =>
            grant.Scope == deployment.RuntimeAccount().Id && grant.Text("roleDefinitionId")!.EndsWith("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "none", "wakes no app")]
    [InlineData(1, "T4", "needs the durable backend")]
    public async Task StorageBackend_ThatCannotWork_IsRefused(int minReplicas, string gpu, string reason)
    {
        var (result, _) = await SnapshotAsync(minReplicas, gpu);

        Assert.Contains(reason, result.Errors + result.Output, StringComparison.Ordinal);
    }

    private static async Task<(CommandResult Result, Deployment? Deployment)> SnapshotAsync(int minReplicas, string gpu)
    {
        var folder = Directory.CreateTempSubdirectory("winnow-infra-");
        try
        {
            var parameters = Path.Combine(folder.FullName, "backend.bicepparam");
            await File.WriteAllTextAsync(parameters, Text(folder.FullName, minReplicas, gpu));
            var result = await Bicep.SnapshotAsync(parameters, "overwrite");
            var snapshot = Path.ChangeExtension(parameters, "snapshot.json");
            return (result, File.Exists(snapshot) ? Deployment.Read("backend", snapshot) : null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(string folder, int minReplicas, string gpu) => $$"""
        using '{{Path.GetRelativePath(folder, Repository.Path("infra/main.bicep"))}}'

        param environmentName = 'backend'
        param location = 'swedencentral'
        param entraClientId = '00000000-0000-0000-0000-0000000000aa'
        param alertEmails = ['winnow@example.com']
        param budgetStart = '2026-11-01'
        param profile = {
          network: 'public'
          durableBackend: 'storage'
          scheduler: { sku: 'Consumption', capacity: 1 }
          app: { cpu: '1.0', memory: '2Gi', minReplicas: {{minReplicas}}, maxReplicas: 5 }
          gpu: { kind: '{{gpu}}', minReplicas: 0, maxReplicas: 1, idleMinutes: 15 }
          redundancy: 'LRS'
          retention: {{Retention}}
          monthlyBudget: 100
        }
        """;
}
