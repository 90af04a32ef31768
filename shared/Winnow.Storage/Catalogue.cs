using System.Collections.Concurrent;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Versions;
using Winnow.Storage.Queries;
using Winnow.Storage.Tables;

namespace Winnow.Storage;

/// <summary>The catalogue on tables Items, Hashes, Names, Annotations, Predictions and Index.</summary>
/// <remarks>Idempotent by item id, path, source and model; see the tables' own remarks for the order of writes.</remarks>
public sealed class Catalogue : ICatalogue
{
    /// <summary>Longest text of an annotation or prediction, in UTF-16 characters: half of what a table column holds, as JSON may double it.</summary>
    public const int LongestText = 15_000;

    private const int ParallelPacks = 4;
    private const int ParallelLookUps = 16;

    private readonly HashTable hashes;
    private readonly ItemTable items;
    private readonly NameTable names;
    private readonly AnnotationTable annotations;
    private readonly DetailStore details;
    private readonly PredictionTable predictions;
    private readonly ItemRefresh refresh;
    private readonly ItemQueries queries;

    public Catalogue(StorageClients clients, IPackStore packs)
    {
        var index = new IndexTable(clients);
        hashes = new(clients, packs);
        items = new(clients);
        names = new(clients);
        annotations = new(clients);
        details = new(clients);
        predictions = new(clients);
        refresh = new(items, annotations, predictions, index);
        queries = new(items, index, new NameQueries(names, refresh));
    }

    /// <inheritdoc/>
    /// <remarks>A content that is wanted twice goes to the pack that is named first.</remarks>
    public Task<IReadOnlyDictionary<string, string>> ClaimAsync(
        string dataset, string batch, IReadOnlyList<(string ItemId, string Pack)> wanted, CancellationToken cancellationToken) =>
        hashes.ClaimAsync(Names.RequireDataset(dataset), batch, wanted, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// Names come first, as they tell which annotations waited: an item and its rows of the index are then written once, with all that is said of it.
    /// An annotation that finds a name before its item is left to this call, which looks for annotations again when the item is there.
    /// </remarks>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/>: a text is longer than <see cref="LongestText"/>.</exception>
    public async Task<int> AddAsync(string dataset, CataloguedFiles files, CancellationToken cancellationToken)
    {
        Names.RequireDataset(dataset);
        RequireTexts(files.Annotations);
        var kept = await details.KeepAsync(dataset, files.Annotations, cancellationToken);
        var joined = await names.AddItemsAsync(dataset, files.Names, kept, cancellationToken);
        var saidOf = joined.SelectMany(name => name.Annotations).ToLookup(row => row.ItemId);
        var fresh = files.Items.DistinctBy(item => (item.Pack, item.Id)).ToLookup(item => item.Pack);
        var named = joined.ToLookup(name => name.Pack);
        await EachPackAsync(
            fresh.Select(pack => pack.Key).Union(named.Select(pack => pack.Key)),
            async (pack, token) =>
            {
                await annotations.WriteAsync(dataset, pack, named[pack].SelectMany(name => name.Annotations), token);
                await refresh.AddAsync(dataset, pack, [.. fresh[pack]], saidOf, token);
                var older = named[pack].Select(name => name.ItemId).Except(fresh[pack].Select(item => item.Id)).ToHashSet();
                await refresh.RefreshAsync(dataset, pack, older, token);
            },
            cancellationToken);
        var brought = files.Annotations.DistinctBy(annotation => (annotation.Path, annotation.Source)).Count();
        return joined.Sum(name => name.Annotations.Count) - brought;
    }

    /// <inheritdoc/>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/>: a text is longer than <see cref="LongestText"/>.</exception>
    public async Task<AnnotateResult> AnnotateAsync(
        string dataset, IReadOnlyList<NamedAnnotation> annotations, CancellationToken cancellationToken)
    {
        RequireTexts(annotations);
        var kept = await details.KeepAsync(Names.RequireDataset(dataset), annotations, cancellationToken);
        var joined = await names.AddAnnotationsAsync(dataset, kept, cancellationToken);
        await JoinAsync(dataset, joined, cancellationToken);
        var paths = joined.Select(name => name.Path).ToHashSet();
        var here = annotations.Count(annotation => paths.Contains(annotation.Path));
        return new(here, annotations.Count - here);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Item>> ReadPackAsync(string dataset, string pack, CancellationToken cancellationToken)
    {
        var rows = await items.ReadPackAsync(Names.RequireDataset(dataset), pack, cancellationToken);
        return [.. rows.Select(ItemTable.Read).OrderBy(item => item.Offset)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Annotation>> ReadAnnotationsAsync(string dataset, string pack, CancellationToken cancellationToken) =>
        await DescribeAsync(dataset, await annotations.ReadPackAsync(Names.RequireDataset(dataset), pack, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ManifestItem>> ReadManifestAsync(string dataset, string pack, CancellationToken cancellationToken)
    {
        var manifest = new List<ManifestItem>();
        foreach (var (_, facts) in await refresh.ReadAsync(Names.RequireDataset(dataset), pack, cancellationToken))
        {
            manifest.Add(facts.ToManifest() with { Detail = await details.ReadJsonAsync(dataset, facts.Detail, cancellationToken) });
        }

        return [.. manifest.OrderBy(item => item.Offset)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Prediction>> ReadPredictionsAsync(
        string dataset, string pack, ModelId model, CancellationToken cancellationToken) =>
        await predictions.ReadPackAsync(Names.RequireDataset(dataset), pack, model.ToString(), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>
    /// Rows come first, then what other runs accepted ends, then the index follows: a call that ended half-way is made whole by its repeat, and of two runs that decide
    /// about an item at once at most one has its pseudo-label.
    /// </remarks>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/>: a confidence is not within 0 to 1, a text is too long, or an item is not in the pack.</exception>
    public async Task WritePredictionsAsync(
        string dataset, IReadOnlyList<Item> packItems, IReadOnlyList<Prediction> predictions, CancellationToken cancellationToken)
    {
        var packOf = packItems.ToDictionary(item => item.Id, item => item.Pack);
        foreach (var prediction in predictions)
        {
            Require(prediction, packOf);
        }

        var rows = predictions.GroupBy(row => (row.ItemId, row.Model)).Select(group => group.Last());
        foreach (var pack in rows.GroupBy(row => packOf[row.ItemId]))
        {
            await this.predictions.WriteAsync(Names.RequireDataset(dataset), pack.Key, pack, cancellationToken);
            var deciding = pack.Where(row => row.IsDecisive).DistinctBy(row => row.ItemId).ToDictionary(row => row.ItemId, row => row.Run);
            await this.predictions.EndOthersAsync(dataset, pack.Key, deciding, cancellationToken);
            await refresh.RefreshAsync(dataset, pack.Key, pack.Select(row => row.ItemId).ToHashSet(), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task WriteErrorsAsync(
        string dataset, ModelId model, IReadOnlyList<Item> packItems, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken)
    {
        foreach (var pack in packItems.GroupBy(item => item.Pack))
        {
            var ids = pack.Select(item => item.Id).ToHashSet();
            var wanted = errors.Where(error => ids.Contains(error.Key)).ToDictionary();
            await predictions.ReplaceErrorsAsync(Names.RequireDataset(dataset), pack.Key, model.ToString(), wanted, cancellationToken);
            await refresh.RefreshAsync(dataset, pack.Key, ids, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<Item?> FindAsync(string dataset, string itemId, CancellationToken cancellationToken)
    {
        Names.RequireDataset(dataset);
        if (!IsItemId(itemId) || await hashes.FindPackAsync(dataset, itemId, cancellationToken) is not { } pack)
        {
            return null;
        }

        var row = await items.FindAsync(dataset, pack, itemId, cancellationToken);
        return row is null ? null : ItemTable.Read(row);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, ItemPlace>> FindByNameAsync(
        string dataset, IReadOnlyCollection<string> paths, CancellationToken cancellationToken) =>
        (await names.ReadAsync(Names.RequireDataset(dataset), paths, cancellationToken)).ToDictionary(name => name.Path, name => new ItemPlace(name.ItemId, name.Pack));

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, ItemPlace>> FindByIdAsync(
        string dataset, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken)
    {
        Names.RequireDataset(dataset);
        var places = new ConcurrentDictionary<string, ItemPlace>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelLookUps, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(itemIds.Where(IsItemId), options, async (id, token) =>
        {
            if (await hashes.FindPackAsync(dataset, id, token) is { } pack && await items.FindAsync(dataset, pack, id, token) is not null)
            {
                places[id] = new(id, pack);
            }
        });
        return places;
    }

    /// <inheritdoc/>
    public async Task<ItemDetails?> DescribeAsync(string dataset, string itemId, CancellationToken cancellationToken)
    {
        if (await FindAsync(dataset, itemId, cancellationToken) is not { } item)
        {
            return null;
        }

        var aliases = await names.ReadAliasesAsync(dataset, itemId, cancellationToken);
        var said = await annotations.ReadItemAsync(dataset, item.Pack, itemId, cancellationToken);
        var predicted = await predictions.ReadItemAsync(dataset, item.Pack, itemId, cancellationToken);
        return new(item, [item.Name, .. aliases.Where(name => name != item.Name)], await DescribeAsync(dataset, said, cancellationToken), predicted);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Order: by label, model or error from the most to the least confident; by disagreement from the most to the least; by state or split from the oldest to the newest; by name prefix in name
    /// order (an item is listed under the first of its names that fits); without a condition in pack order.
    /// Confidence is that of the error's prediction, else of <see cref="ItemQuery.Model"/>'s prediction, else of the label that is asked for, else of the item's best label.
    /// </remarks>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidRequest"/>: a limit, a bound or the continuation is not valid.</exception>
    public Task<Page<ItemSummary>> QueryAsync(
        string dataset, ItemQuery query, int limit, string? continuation, CancellationToken cancellationToken) =>
        queries.QueryAsync(Names.RequireDataset(dataset), query, limit, continuation, cancellationToken);

    private Task JoinAsync(string dataset, List<NamedItem> joined, CancellationToken cancellationToken)
    {
        var named = joined.Where(name => name.Annotations.Count > 0).ToLookup(name => name.Pack);
        return EachPackAsync(
            named.Select(pack => pack.Key),
            async (pack, token) =>
            {
                await annotations.WriteAsync(dataset, pack, named[pack].SelectMany(name => name.Annotations), token);
                await refresh.RefreshAsync(dataset, pack, named[pack].Select(name => name.ItemId).ToHashSet(), token);
            },
            cancellationToken);
    }

    private static Task EachPackAsync(
        IEnumerable<string> packs, Func<string, CancellationToken, Task> action, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            packs,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelPacks, CancellationToken = cancellationToken },
            async (pack, token) => await action(pack, token));

    private async Task<IReadOnlyList<Annotation>> DescribeAsync(string dataset, List<AnnotationRow> rows, CancellationToken cancellationToken)
    {
        rows.RemoveAll(row => row.Label is null && row.Text is null && row.Detail is null);
        var said = await details.ReadAsync(dataset, rows.ConvertAll(row => row.Detail), cancellationToken);
        return [.. rows.Zip(said, (row, detail) => new Annotation { ItemId = row.ItemId, Source = row.Source, Label = row.Label, Text = row.Text, Detail = detail })];
    }

    private static bool IsItemId(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static void Require(Prediction prediction, Dictionary<string, string> packOf)
    {
        if (prediction.Confidence is not (null or (>= 0 and <= 1)))
        {
            throw Invalid($"Confidence {prediction.Confidence} of model {prediction.Model} for item {prediction.ItemId} is not within 0 to 1.");
        }

        if (!packOf.ContainsKey(prediction.ItemId))
        {
            throw Invalid($"Model {prediction.Model} predicts item {prediction.ItemId}, which is not among the {packOf.Count} items of the pack.");
        }

        RequireText(prediction.Text, $"prediction of model {prediction.Model} for item {prediction.ItemId}");
    }

    private static void RequireTexts(IEnumerable<NamedAnnotation> annotations)
    {
        foreach (var annotation in annotations)
        {
            RequireText(annotation.Text, $"annotation of '{annotation.Path}'");
        }
    }

    private static void RequireText(string? text, string what)
    {
        if (text?.Length > LongestText)
        {
            throw Invalid($"The text of the {what} has {text.Length} characters; the limit is {LongestText}. Split the text into several items.");
        }
    }

    private static WinnowException Invalid(string message) => new(ErrorCodes.InvalidRequest, message);
}
