using System.ComponentModel.DataAnnotations;
using Winnow.Core.Formats;

namespace Winnow.Functions.Ingestion;

/// <summary>Settings of ingestion, section <c>Ingestion</c>.</summary>
public sealed class IngestionOptions
{
    public const string SectionName = "Ingestion";

    /// <value>Most drops of one batch. Default: 10,000, which is also the most that shard names have room for.</value>
    [Range(1, 10_000)]
    public int MaxDropsPerBatch { get; set; } = 10_000;

    /// <value>A batch ends with the drop that reaches this size, in bytes. Default: 16 GiB.</value>
    [Range(1, long.MaxValue)]
    public long MaxBytesPerBatch { get; set; } = 16L << 30;

    /// <value>Shards of a dataset that are ingested at the same time; each needs up to about 100 MiB of memory. Default: 4.</value>
    [Range(1, 1000)]
    public int Window { get; set; } = 4;

    /// <value>Shards of one sub-orchestration; a batch with more has several. Default: 500.</value>
    [Range(1, 1000)]
    public int ShardsPerGroup { get; set; } = 500;

    /// <value>How long an intake waits for more drops before it takes a batch, in seconds. Default: 1.</value>
    [Range(0, 3600)]
    public double GatherSeconds { get; set; } = 1;

    /// <value>How long an intake stays around with nothing to do, in seconds. Default: 5.</value>
    [Range(0, 3600)]
    public double IdleSeconds { get; set; } = 5;

    /// <value>How long an intake waits before it tries a failed batch again, in seconds. Default: 60.</value>
    [Range(0, 3600)]
    public double RetrySeconds { get; set; } = 60;

    /// <value>Minutes between two reconciliations, which look for drops that no event announced. Default: 1.</value>
    [Range(1, 60)]
    public int ReconcileMinutes { get; set; } = 1;

    /// <value>Reconciliation leaves younger drops to their events, in seconds. Default: 30.</value>
    [Range(0, 86_400)]
    public double ReconcileAfterSeconds { get; set; } = 30;

    /// <value>Largest item, in bytes, dropped alone. Default: 64 MiB. The limit for archive entries is <see cref="ArchiveLimits.MaxEntryBytes"/>.</value>
    [Range(1, 1 << 30)]
    public int MaxItemBytes { get; set; } = 64 << 20;

    /// <value>Largest text item, in bytes. Default: 16 MiB.</value>
    [Range(1, 1 << 30)]
    public int MaxTextBytes { get; set; } = 16 << 20;

    /// <value>Refused archive entries up to this size are kept in quarantine, in bytes. Default: 16 MiB.</value>
    [Range(0, 64 << 20)]
    public int MaxQuarantinedEntryBytes { get; set; } = 16 << 20;

    /// <value>How much an archive may hold.</value>
    public ArchiveLimits Archives { get; set; } = new();

    /// <value>How large an image may be.</value>
    public ImageLimits Images { get; set; } = new();
}
