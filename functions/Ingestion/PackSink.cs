using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;

namespace Winnow.Functions.Ingestion;

/// <summary>Appends new contents to their packs, and catalogues items and names once their pack is committed.</summary>
internal sealed class PackSink(
    string dataset, DateTimeOffset takenAt, AnnotationBuffer annotations, ICatalogue catalogue, IPackStore packs) : IAsyncDisposable
{
    private const int RowsPerWrite = 2048;

    private readonly HashSet<string> _written = [];
    private List<Item> _openItems = [];
    private List<ItemName> _openNames = [];
    private readonly List<Item> _items = [];
    private readonly List<ItemName> _names = [];
    private string? _pack;
    private IPackWriter? _writer;

    /// <summary>Items, duplicates, bytes, the annotations that were written with them; and, negative, the waiting annotations that names have joined.</summary>
    public IngestCounts Counts { get; private set; } = new();

    /// <summary>Takes a candidate whose claim was answered with the pack <paramref name="owner"/>.</summary>
    public async Task AddAsync(Candidate candidate, string owner, CancellationToken cancellationToken)
    {
        if (candidate.Pack != _pack)
        {
            await CommitAsync(cancellationToken);
            _pack = candidate.Pack;
        }

        var isNew = owner == candidate.Pack && _written.Add(candidate.Id);
        if (isNew)
            await AppendAsync(candidate, cancellationToken);
        else
            Counts += new IngestCounts { Duplicates = 1 };
        _openNames.Add(new ItemName(candidate.Path, candidate.Id, owner) { IsFirst = isNew });
    }

    /// <summary>Writes the rows of committed packs when there are enough of them.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        _names.Count >= RowsPerWrite ? WriteRowsAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Commits the last pack and writes all rows that are left.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await CommitAsync(cancellationToken);
        await WriteRowsAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
    }

    private async Task AppendAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        _writer ??= await packs.CreateAsync(dataset, candidate.Pack, cancellationToken);
        var offset = await _writer.AppendAsync(candidate.Id, candidate.MediaType, candidate.Content, cancellationToken);
        _openItems.Add(new Item
        {
            Dataset = dataset,
            Pack = candidate.Pack,
            Id = candidate.Id,
            Name = candidate.Path,
            Offset = offset,
            Length = candidate.Length,
            MediaType = candidate.MediaType,
            Width = candidate.Width,
            Height = candidate.Height,
            Split = Splits.Of(candidate.Path),
            IngestedAt = takenAt,
        });
        Counts += new IngestCounts { Items = 1, Bytes = candidate.Length };
    }

    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_writer is not null)
        {
            await _writer.CommitAsync(cancellationToken);
            await _writer.DisposeAsync();
            _writer = null;
        }

        _items.AddRange(_openItems);
        _names.AddRange(_openNames);
        (_openItems, _openNames) = ([], []);
        _written.Clear();
    }

    private async Task WriteRowsAsync(CancellationToken cancellationToken)
    {
        if (_names.Count == 0)
            return;

        // Two files of one name: the later one has it.
        var names = _names.GroupBy(name => name.Path, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        var said = annotations.Take(names);
        var joined = await catalogue.AddAsync(dataset, new() { Items = _items, Names = names, Annotations = said }, cancellationToken);
        Counts += new IngestCounts { Annotations = said.Count, WaitingAnnotations = -joined };
        _items.Clear();
        _names.Clear();
    }
}
