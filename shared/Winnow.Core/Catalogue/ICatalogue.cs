using Winnow.Core.Versions;

namespace Winnow.Core.Catalogue;

/// <summary>What is known about the items of all datasets: the tables Items, Hashes, Names, Annotations, Predictions and Index.</summary>
/// <remarks>Every write is an upsert under a key derived from content: doing it twice changes nothing.</remarks>
public interface ICatalogue
{
    /// <summary>Claims contents for packs, and says for each which pack holds the claim. A content whose answer is another pack is a duplicate.</summary>
    /// <remarks>A claim whose pack was never committed and that an earlier batch left behind is taken over.
    /// <paramref name="batch"/> is the batch that both claims and pack names belong to: pack names start with it.</remarks>
    Task<IReadOnlyDictionary<string, string>> ClaimAsync(
        string dataset, string batch, IReadOnlyList<(string ItemId, string Pack)> wanted, CancellationToken cancellationToken);

    /// <summary>Catalogues files (rows of Names, Items, Annotations, Index), and joins the annotations that waited for their names.</summary>
    /// <returns>How many waiting annotations were joined.</returns>
    Task<int> AddAsync(string dataset, CataloguedFiles files, CancellationToken cancellationToken);

    /// <summary>Attaches annotations to the items that the names stand for; those whose file is not here yet wait for it.</summary>
    Task<AnnotateResult> AnnotateAsync(string dataset, IReadOnlyList<NamedAnnotation> annotations, CancellationToken cancellationToken);

    /// <summary>Finds items by one of their names; a name that stands for none is left out.</summary>
    Task<IReadOnlyDictionary<string, ItemPlace>> FindByNameAsync(string dataset, IReadOnlyCollection<string> paths, CancellationToken cancellationToken);

    /// <summary>Finds items by their ids; an id that there is not is left out.</summary>
    Task<IReadOnlyDictionary<string, ItemPlace>> FindByIdAsync(string dataset, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken);

    /// <summary>The items of one pack, in pack order.</summary>
    Task<IReadOnlyList<Item>> ReadPackAsync(string dataset, string pack, CancellationToken cancellationToken);

    /// <summary>The annotations of one pack's items.</summary>
    Task<IReadOnlyList<Annotation>> ReadAnnotationsAsync(string dataset, string pack, CancellationToken cancellationToken);

    /// <summary>The items of one pack with their labels, in pack order: what a version records of it.</summary>
    Task<IReadOnlyList<ManifestItem>> ReadManifestAsync(string dataset, string pack, CancellationToken cancellationToken);

    /// <summary>The predictions that one model made for one pack's items.</summary>
    Task<IReadOnlyList<Prediction>> ReadPredictionsAsync(string dataset, string pack, ModelId model, CancellationToken cancellationToken);

    /// <summary>Writes the predictions of a pack's items, makes pseudo-labels of those marked so, and brings Items and Index up to date.</summary>
    /// <remarks>For an item of which a prediction <see cref="Prediction.IsDecisive"/>, only what its run accepts is a pseudo-label.</remarks>
    Task WritePredictionsAsync(
        string dataset, IReadOnlyList<Item> packItems, IReadOnlyList<Prediction> predictions, CancellationToken cancellationToken);

    /// <summary>Replaces the error index rows of one model for a pack's items.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="model">Whose errors they are.</param>
    /// <param name="packItems">The items of the pack.</param>
    /// <param name="errors">Error type by item id; items without an entry have no error.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task WriteErrorsAsync(
        string dataset, ModelId model, IReadOnlyList<Item> packItems, IReadOnlyDictionary<string, string> errors, CancellationToken cancellationToken);

    Task<Item?> FindAsync(string dataset, string itemId, CancellationToken cancellationToken);

    /// <summary>Everything said about one item, and all its names.</summary>
    Task<ItemDetails?> DescribeAsync(string dataset, string itemId, CancellationToken cancellationToken);

    /// <summary>Answers a query from the narrowest index that fits it.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="query">The conditions.</param>
    /// <param name="limit">Entries per page, 1 to 1,000.</param>
    /// <param name="continuation">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<Page<ItemSummary>> QueryAsync(string dataset, ItemQuery query, int limit, string? continuation, CancellationToken cancellationToken);
}
