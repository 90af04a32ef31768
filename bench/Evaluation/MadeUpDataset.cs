using System.Globalization;
using Winnow.Core.Catalogue;
using Winnow.Core.Versions;

namespace Winnow.Bench;

/// <summary>A catalogue and pack store of a dataset that is made up pack by pack when it is read: as large as one likes, without a table.</summary>
internal abstract class MadeUpDataset(int items) : ICatalogue, IPackStore
{
    public const string Name = "bench";
    public const string Run = "r";
    private const int PackItems = 512;

    public static ModelId Model { get; } = new("made-up", "1");

    public int Packs => (items + PackItems - 1) / PackItems;

    public Task<Page<PackInfo>> ListAsync(string dataset, string? continuation, int pageSize, CancellationToken cancellationToken)
    {
        var first = continuation is null ? 0 : int.Parse(continuation, CultureInfo.InvariantCulture);
        var packs = Enumerable.Range(first, Math.Min(pageSize, Packs - first)).Select(pack => new PackInfo(NameOf(pack), CountOf(pack), 0)).ToList();
        var next = first + packs.Count;
        return Task.FromResult(new Page<PackInfo>(packs, next < Packs ? next.ToString(CultureInfo.InvariantCulture) : null));
    }

    public Task<IReadOnlyList<Item>> ReadPackAsync(string dataset, string pack, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Item>>([.. Indexes(pack).Select(index => new Item
        {
            Dataset = Name, Pack = pack, Id = IdOf(index), Name = $"{index % 7}/{index}.png", Offset = 0, Length = 1000 + (index % 977), MediaType = "image/png",
            Width = 32 + (index % 5), Height = 32, Split = "test", IngestedAt = DateTimeOffset.UnixEpoch,
        })]);

    public Task<IReadOnlyList<Annotation>> ReadAnnotationsAsync(string dataset, string pack, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Annotation>>([.. Indexes(pack).Select(Annotate)]);

    public Task<IReadOnlyList<Prediction>> ReadPredictionsAsync(string dataset, string pack, ModelId model, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Prediction>>([.. Indexes(pack).Select(Predict)]);

    public Task WriteErrorsAsync(
        string dataset, ModelId model, IReadOnlyList<Item> packItems, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Item?> FindAsync(string dataset, string itemId, CancellationToken cancellationToken) => Task.FromResult<Item?>(null);

    public static string NameOf(int pack) => $"p-{pack:D6}";

    /// <summary>The items of a pack by number.</summary>
    public IEnumerable<int> Indexes(string pack)
    {
        var number = int.Parse(pack[2..], CultureInfo.InvariantCulture);
        return Enumerable.Range(number * PackItems, CountOf(number));
    }

    // Spread like a hash, so that sampling by id is fair; and different for every index.
    public static string IdOf(int index) => $"{(ulong)index * 0x9E3779B97F4A7C15:x16}{index:x48}";

    protected abstract Annotation Annotate(int index);

    protected abstract Prediction Predict(int index);

    protected static Dictionary<string, string> Metadata(int index) => new()
    {
        ["light"] = index % 3 == 0 ? "dark" : "bright", ["camera"] = (index % 11).ToString(CultureInfo.InvariantCulture), ["site"] = (index % 17).ToString(CultureInfo.InvariantCulture),
    };

    private int CountOf(int pack) => Math.Min(PackItems, items - (pack * PackItems));

    Task<IReadOnlyDictionary<string, string>> ICatalogue.ClaimAsync(
        string dataset, string batch, IReadOnlyList<(string ItemId, string Pack)> wanted, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<int> ICatalogue.AddAsync(string dataset, CataloguedFiles files, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<AnnotateResult> ICatalogue.AnnotateAsync(string dataset, IReadOnlyList<NamedAnnotation> annotations, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, ItemPlace>> ICatalogue.FindByNameAsync(string dataset, IReadOnlyCollection<string> paths, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, ItemPlace>> ICatalogue.FindByIdAsync(string dataset, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<IReadOnlyList<ManifestItem>> ICatalogue.ReadManifestAsync(string dataset, string pack, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task ICatalogue.WritePredictionsAsync(
        string dataset, IReadOnlyList<Item> packItems, IReadOnlyList<Prediction> predictions, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<ItemDetails?> ICatalogue.DescribeAsync(string dataset, string itemId, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<Page<ItemSummary>> ICatalogue.QueryAsync(string dataset, ItemQuery query, int limit, string? continuation, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<Stream> IPackStore.OpenReadAsync(string dataset, string pack, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<byte[]> IPackStore.ReadAsync(Item item, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IPackWriter> IPackStore.CreateAsync(string dataset, string pack, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<bool> IPackStore.ExistsAsync(string dataset, string pack, CancellationToken cancellationToken) => throw new NotSupportedException();
}
