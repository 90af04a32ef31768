using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;
using Winnow.Functions.Common;

namespace Winnow.Functions.Ingestion;

/// <summary>What starts ingestion: a file that was dropped, and the clock.</summary>
public sealed class IngestionTriggers(
    IDropZone dropZone, IIntake intake, IDatasetStore datasets, DropDoor door, IOptions<IngestionOptions> options, TimeProvider time)
{
    /// <summary>Records the drop and makes sure that its dataset's intake runs.</summary>
    /// <remarks>
    /// Idempotent by name and ETag of the blob. A dataset of a valid name that does not exist yet is created, with the default policy, when its
    /// first batch is taken. An intake that ends at this very moment may miss the drop: reconciliation then starts it again.
    /// </remarks>
    [Function(nameof(DropArrived))]
    public async Task DropArrived(
        [BlobTrigger("incoming/{name}", Source = BlobTriggerSource.EventGrid, Connection = "Storage")] BlobClient blob,
        string name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (await dropZone.FindAsync(blob.Name ?? name, cancellationToken) is { } found)
            await StartAsync(client, await door.AdmitAsync([found], cancellationToken), cancellationToken);
    }

    /// <summary>Picks up drops that no event announced, and intakes that are not running although they have work.</summary>
    /// <remarks>Reads the drop zone page by page: its memory does not grow with the number of drops.</remarks>
    [Function(nameof(Reconcile))]
    public async Task Reconcile(
        [TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        // The trigger ticks each minute without needing a setting; how often it acts is ours to say.
        if (timer.IsPastDue || time.GetUtcNow().Minute % options.Value.ReconcileMinutes == 0)
            await ReconcileAsync(client, cancellationToken);
    }

    /// <inheritdoc cref="Reconcile"/>
    public async Task ReconcileAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var newest = time.GetUtcNow() - TimeSpan.FromSeconds(options.Value.ReconcileAfterSeconds);
        await foreach (var page in dropZone.ListAsync(cancellationToken))
            await StartAsync(client, await door.AdmitAsync(page.Where(blob => blob.LastModified <= newest), cancellationToken), cancellationToken);

        await foreach (var dataset in datasets.ListAsync(cancellationToken))
        {
            if (await intake.HasPendingAsync(dataset.Name, cancellationToken))
                await StartAsync(client, [dataset.Name], cancellationToken);
        }
    }

    private async Task StartAsync(DurableTaskClient client, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var dataset in names)
        {
            var checkpoint = new IntakeCheckpoint(dataset, IntakeSettings.From(options.Value));
            await client.StartOnceAsync(
                nameof(IntakeOrchestrator), checkpoint, IntakeOrchestrator.InstanceId(dataset), restartEnded: true, cancellationToken);
        }
    }
}
