using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;

namespace Winnow.Functions.Ingestion;

/// <summary>Where the files of a shard end up: in packs and the catalogue, or in quarantine.</summary>
/// <remarks>
/// Candidates are gathered in chunks; a chunk's contents are claimed in one call, and those whose claim is answered with their own pack are
/// appended to it. Rows are written when their pack is committed, so that no row points into nothing. Everything has a name that derives from
/// batch, shard and position or from content: a repeated shard overwrites itself. At most <see cref="ChunkBytes"/> and one item are held in memory.
/// </remarks>
internal sealed class ShardSink : IAsyncDisposable
{
    /// <summary>Most candidates of one chunk.</summary>
    public const int ChunkItems = 2048;

    /// <summary>Most content bytes of one chunk: 32 MiB.</summary>
    public const int ChunkBytes = 32 << 20;

    private const int RefusedBytes = 8 << 20;

    private readonly IngestShardInput _shard;
    private readonly ICatalogue _catalogue;
    private readonly IQuarantine _quarantine;
    private readonly PackPlan _plan;
    private readonly PackSink _packs;
    private readonly List<Candidate> _chunk = [];
    private readonly AnnotationBuffer _annotations = new();
    private readonly List<RefusedFile> _refused = [];
    private long _chunkBytes;
    private long _refusedBytes;
    private IngestCounts _counts = new();

    public ShardSink(IngestShardInput shard, DateTimeOffset takenAt, ICatalogue catalogue, IPackStore packs, IQuarantine quarantine)
    {
        (_shard, _catalogue, _quarantine) = (shard, catalogue, quarantine);
        _plan = new PackPlan(shard.Batch, shard.Shard);
        _packs = new PackSink(shard.Dataset, takenAt, _annotations, catalogue, packs);
    }

    /// <summary>Whether a store failed: then the shard has to be tried again, whatever was being read.</summary>
    public bool HasFaulted { get; private set; }

    public void Count(IngestCounts counts) => _counts += counts;

    /// <summary>Takes a good file.</summary>
    public async Task AddAsync(FoundItem item, CancellationToken cancellationToken)
    {
        if (_chunk.Count == ChunkItems || (_chunk.Count > 0 && _chunkBytes + item.Content.Length > ChunkBytes))
            await GuardAsync(WriteChunkAsync(cancellationToken));
        _chunk.Add(new Candidate(item, _plan.Next(item.Content.Length)));
        _chunkBytes += item.Content.Length;
    }

    public async Task AnnotateAsync(NamedAnnotation annotation, CancellationToken cancellationToken)
    {
        _annotations.Add(annotation);
        if (_annotations.IsFull)
            await GuardAsync(WriteAnnotationsAsync(cancellationToken));
    }

    /// <summary>Refuses a whole drop.</summary>
    public Task RefuseDropAsync(Drop drop, Refusal refusal, CancellationToken cancellationToken) =>
        RefuseAsync(new RefusedFile(refusal, $"{drop.Dataset}/{drop.Path}", drop.ETag) { IsWholeDrop = true }, cancellationToken);

    /// <summary>Refuses an archive entry or an annotation row; the rest of the drop goes on.</summary>
    public Task RefusePartAsync(Drop drop, Refusal refusal, ReadOnlyMemory<byte>? content, CancellationToken cancellationToken) =>
        RefuseAsync(new RefusedFile(refusal, $"{drop.Dataset}/{drop.Path}", drop.ETag) { Content = content?.ToArray() }, cancellationToken);

    /// <summary>Writes what is left, and returns what the shard did.</summary>
    public async Task<IngestCounts> CompleteAsync(CancellationToken cancellationToken)
    {
        await WriteChunkAsync(cancellationToken);
        await _packs.CompleteAsync(cancellationToken);
        await WriteAnnotationsAsync(cancellationToken);
        await WriteRefusedAsync(cancellationToken);
        return _counts + _packs.Counts;
    }

    public async ValueTask DisposeAsync()
    {
        _chunk.ForEach(candidate => candidate.Dispose());
        await _packs.DisposeAsync();
    }

    private async Task RefuseAsync(RefusedFile file, CancellationToken cancellationToken)
    {
        _refused.Add(file);
        _refusedBytes += file.Content?.Length ?? 0;
        if (_refused.Count == ChunkItems || _refusedBytes > RefusedBytes)
            await GuardAsync(WriteRefusedAsync(cancellationToken));
    }

    private async Task WriteChunkAsync(CancellationToken cancellationToken)
    {
        if (_chunk.Count == 0)
            return;
        var wanted = _chunk.DistinctBy(candidate => candidate.Id).Select(candidate => (candidate.Id, candidate.Pack)).ToList();
        var owners = await _catalogue.ClaimAsync(_shard.Dataset, _shard.Batch, wanted, cancellationToken);
        foreach (var candidate in _chunk)
        {
            await _packs.AddAsync(candidate, owners[candidate.Id], cancellationToken);
            candidate.Dispose();
        }

        _chunk.Clear();
        _chunkBytes = 0;
        await _packs.FlushAsync(cancellationToken);
    }

    private async Task WriteAnnotationsAsync(CancellationToken cancellationToken)
    {
        var left = _annotations.TakeAll();
        if (left.Count == 0)
            return;
        var result = await _catalogue.AnnotateAsync(_shard.Dataset, left, cancellationToken);
        Count(new IngestCounts { Annotations = left.Count, WaitingAnnotations = result.Waiting });
    }

    private async Task WriteRefusedAsync(CancellationToken cancellationToken)
    {
        if (_refused.Count == 0)
            return;
        await _quarantine.AddAsync(_shard.Dataset, _shard.Batch, _refused, cancellationToken);
        Count(new IngestCounts { Quarantined = _refused.Count });
        _refused.Clear();
        _refusedBytes = 0;
    }

    private async Task GuardAsync(Task write)
    {
        try
        {
            await write;
        }
        catch (Exception)
        {
            HasFaulted = true;
            throw;
        }
    }
}
