using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Azurite;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;
using Winnow.Functions.Events;
using Winnow.Functions.Ingestion;
using Winnow.Local.Hosting;
using Winnow.Storage;
using Winnow.TestSupport;
using Xunit.Abstractions;

namespace Winnow.Functions.Tests.Ingestion;

/// <summary>The whole way of dropped files, in the local runtime and the real storage emulator.</summary>
public sealed class IngestionRunTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Dropped_files_become_items_of_their_dataset()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        await using var host = await StartAsync(azurite);
        var dataset = AzuriteFixture.UniqueName();

        await DropAsync(host, dataset, 0, 30);

        var counts = await WaitForItemsAsync(host, dataset, 30);
        Assert.Equal((30, 30, 0, 0), (counts.Items, counts.Drops, counts.Duplicates, counts.Quarantined));
        Assert.Empty(await host.Services.GetRequiredService<IIntake>().PeekAsync(dataset, 10, long.MaxValue, default));
    }

    [Fact]
    public async Task A_drop_that_no_event_announced_is_picked_up_by_reconciliation()
    {
        await using var azurite = await AzuriteProcess.StartAsync();

        // Without the class of the triggers nothing listens to the drop zone.
        await using var host = await StartAsync(azurite, [typeof(IntakeOrchestrator), typeof(IngestOrchestrator), typeof(IngestGroupOrchestrator), typeof(IngestionActivities), typeof(EventActivities)]);
        var dataset = AzuriteFixture.UniqueName();
        await DropAsync(host, dataset, 0, 3);

        var triggers = ActivatorUtilities.CreateInstance<IngestionTriggers>(host.Services);
        await triggers.ReconcileAsync(host.DurableTaskClient, default);

        var counts = await WaitForItemsAsync(host, dataset, 3);
        Assert.Equal((3, 3, 0, 0), (counts.Items, counts.Drops, counts.Duplicates, counts.Quarantined));
    }

    [Fact]
    public async Task Storage_that_is_away_for_a_while_delays_an_intake_and_loses_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("winnow-azurite-");
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { Location = folder.FullName });
        await using var host = await StartAsync(azurite);
        var dataset = AzuriteFixture.UniqueName();
        await DropAsync(host, dataset, 0, 400);
        while (await host.DurableTaskClient.GetInstanceAsync(IntakeOrchestrator.InstanceId(dataset)) is null)
            await Task.Delay(50);

        await azurite.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(OutageSeconds));
        await azurite.StartAgainAsync();

        var counts = await WaitForItemsAsync(host, dataset, 400);
        Assert.Equal((400, 400, 0, 0), (counts.Items, counts.Drops, counts.Duplicates, counts.Quarantined));
    }

    /// <summary>How long storage is away; the environment can make it longer for a run by hand.</summary>
    private static int OutageSeconds => int.TryParse(Environment.GetEnvironmentVariable("WINNOW_TEST_OUTAGE_SECONDS"), out var seconds) ? seconds : 5;

    private static Task<LocalFunctionsHost> StartAsync(AzuriteProcess azurite, IReadOnlyList<Type>? types = null) => LocalFunctionsHost.StartAsync(
        types ?? [typeof(IngestionTriggers), typeof(IntakeOrchestrator), typeof(IngestOrchestrator), typeof(IngestGroupOrchestrator), typeof(IngestionActivities), typeof(EventActivities)],
        builder => builder.AddWinnow(),
        new Dictionary<string, string?>
        {
            ["Storage"] = azurite.ConnectionString,
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Api:Access"] = "Open",
            ["Local:TaskHubPath"] = Path.Combine(Directory.CreateTempSubdirectory("winnow-hub-").FullName, "taskhub.db"),
            ["Local:ReplayEveryTurn"] = "true",
            ["Logging:LogLevel:Default"] = "None",
            ["Ingestion:ReconcileAfterSeconds"] = "0",
            ["Ingestion:GatherSeconds"] = "0.2",
        });

    private static Task DropAsync(LocalFunctionsHost host, string dataset, int first, int count) => Parallel.ForAsync(first, first + count, async (i, token) =>
        await host.Services.GetRequiredService<StorageClients>().Incoming.GetBlobClient($"{dataset}/texts/{i}.txt")
            .UploadAsync(new BinaryData(Some.Text($"Text number {i}")), overwrite: true, token));

    private async Task<IngestCounts> WaitForItemsAsync(LocalFunctionsHost host, string dataset, long items)
    {
        using var patience = new CancellationTokenSource(s_patience);
        var datasets = host.Services.GetRequiredService<IDatasetStore>();
        var counts = new IngestCounts();
        while (counts.Items < items)
        {
            Assert.False(patience.IsCancellationRequested, $"After {s_patience} there are {counts.Items} items of {items}; {await DescribeAsync(host, dataset)}");
            await Task.Delay(200, CancellationToken.None);
            counts = (await datasets.GetTotalsAsync(dataset, CancellationToken.None)).Counts;
        }

        output.WriteLine($"{counts}");
        return counts;
    }

    private static async Task<string> DescribeAsync(LocalFunctionsHost host, string dataset)
    {
        var intake = await host.DurableTaskClient.GetInstanceAsync(IntakeOrchestrator.InstanceId(dataset), getInputsAndOutputs: true);
        return $"intake: {intake?.RuntimeStatus} {intake?.FailureDetails}";
    }
}
