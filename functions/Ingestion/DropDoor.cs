using Microsoft.Extensions.Logging;
using Winnow.Core.Ingestion;

namespace Winnow.Functions.Ingestion;

/// <summary>Lets dropped files in: those with a valid name are recorded as pending, the others go to quarantine.</summary>
public sealed partial class DropDoor(IDropZone dropZone, IIntake intake, IQuarantine quarantine, ILogger<DropDoor> logger)
{
    /// <summary>Records what was found in the drop zone; idempotent by name and ETag.</summary>
    /// <returns>The datasets that have got something to do.</returns>
    public async Task<IReadOnlySet<string>> AdmitAsync(IEnumerable<DropBlob> found, CancellationToken cancellationToken)
    {
        List<Drop> drops = [];
        foreach (var blob in found)
        {
            if (DropName.TryParse(blob.Name, out var dataset, out var path, out var refusal))
                drops.Add(new(dataset, path, blob.ETag, blob.Length));
            else if (!IsFolder(blob))
                await RefuseAsync(blob, refusal, cancellationToken);
        }

        if (drops.Count > 0)
            await intake.AddAsync(drops, cancellationToken);
        return drops.Select(drop => drop.Dataset).ToHashSet(StringComparer.Ordinal);
    }

    // Accounts with a hierarchical namespace list folders as empty blobs.
    private static bool IsFolder(DropBlob blob) => blob.Length == 0 && blob.Name.EndsWith('/');

    private async Task RefuseAsync(DropBlob blob, Refusal refusal, CancellationToken cancellationToken)
    {
        LogRefused(blob.Name, refusal.Reason);
        await quarantine.AddAsync(
            DropName.DatasetOrNone(blob.Name), null, [new RefusedFile(refusal, blob.Name, blob.ETag) { IsWholeDrop = true }], cancellationToken);
        await dropZone.DeleteAsync(blob.Name, blob.ETag, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Dropped file {Name} was refused: {Reason}")]
    private partial void LogRefused(string name, string reason);
}
