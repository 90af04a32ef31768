using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Winnow.Core.Catalogue;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;

namespace Winnow.Functions.Ingestion;

/// <summary>Ingests the drops of a shard: reads each, refuses what is bad, and catalogues what is good.</summary>
/// <remarks>
/// A file that a parser chokes on is refused as <see cref="RefusalCodes.Failed"/>, and its neighbours go on. Faults of storage, in reading or in
/// writing, end the shard instead, to be tried again: they are told apart by where they happened, not by their type.
/// </remarks>
public sealed partial class ShardIngestion(
    IDropZone dropZone,
    IDatasetStore datasets,
    ICatalogue catalogue,
    IPackStore packs,
    IQuarantine quarantine,
    IOptions<IngestionOptions> options,
    ILogger<ShardIngestion> logger)
{
    /// <summary>Ingests one shard and returns what was done. Drops that are gone or were overwritten count as nothing.</summary>
    public async Task<IngestCounts> RunAsync(IngestShardInput shard, ShardManifest manifest, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var dataset = await datasets.FindAsync(shard.Dataset, cancellationToken);
        var annotations = new AnnotationOptions { Classes = dataset?.Classes ?? [] };
        await using var sink = new ShardSink(shard, manifest.TakenAt, catalogue, packs, quarantine);
        foreach (var drop in manifest.Drops)
            await IngestAsync(drop, new DropReader(drop, annotations, options.Value, sink), sink, cancellationToken);

        var counts = await sink.CompleteAsync(cancellationToken);
        return counts with { WorkSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds };
    }

    private async Task IngestAsync(Drop drop, DropReader reader, ShardSink sink, CancellationToken cancellationToken)
    {
        await using var opened = await dropZone.OpenReadAsync(drop, cancellationToken);
        if (opened is null)
        {
            LogVanished(drop.Dataset, drop.Path);
            return;
        }

        await using var source = new SourceStream(opened);
        var refusal = await ReadAsync(drop, reader, source, sink, cancellationToken);
        if (source.HasChanged)
        {
            LogVanished(drop.Dataset, drop.Path);
            return;
        }

        if (refusal is not null)
            await sink.RefuseDropAsync(drop, refusal, cancellationToken);
        sink.Count(new IngestCounts { Drops = 1 });
    }

    private async Task<Refusal?> ReadAsync(
        Drop drop, DropReader reader, SourceStream source, ShardSink sink, CancellationToken cancellationToken)
    {
        try
        {
            var refusal = await reader.ReadAsync(source, cancellationToken);
            source.ThrowIfFaulted();
            return refusal;
        }
        catch (Exception) when (source.HasChanged)
        {
            return null;
        }
        catch (Exception) when (source.Fault is not null)
        {
            // A parser may have wrapped the fault and called the file corrupt: the fault is what counts.
            throw new IOException($"Reading '{drop.Dataset}/{drop.Path}' from the drop zone failed: {source.Fault.Message}", source.Fault);
        }
        catch (RefusedContentException e)
        {
            return e.Refusal;
        }
        catch (Exception e) when (!sink.HasFaulted && e is not OperationCanceledException and not OutOfMemoryException)
        {
            LogFailed(e, drop.Dataset, drop.Path);
            return new(drop.Path, RefusalCodes.Failed, $"The file could not be processed: {e.GetType().Name}: {e.Message}");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Drop {Dataset}/{Path} is gone or was overwritten: nothing to ingest")]
    private partial void LogVanished(string dataset, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "Drop {Dataset}/{Path} could not be processed and goes to quarantine")]
    private partial void LogFailed(Exception failure, string dataset, string path);
}
