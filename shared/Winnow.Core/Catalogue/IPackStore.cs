namespace Winnow.Core.Catalogue;

/// <summary>The packs of all datasets: uncompressed tar files in which items are stored one after another.</summary>
public interface IPackStore
{
    /// <summary>Lists a dataset's packs in name order, a page at a time.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="continuation">From the page before; null for the first.</param>
    /// <param name="pageSize">1 to 5,000.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<Page<PackInfo>> ListAsync(string dataset, string? continuation, int pageSize, CancellationToken cancellationToken);

    /// <summary>Opens a pack for one sequential read: the whole of it is one GET, read ahead.</summary>
    Task<Stream> OpenReadAsync(string dataset, string pack, CancellationToken cancellationToken);

    /// <summary>Reads one item's content with one ranged GET.</summary>
    Task<byte[]> ReadAsync(Item item, CancellationToken cancellationToken);

    /// <summary>Starts a pack; nothing of it is visible until <see cref="IPackWriter.CommitAsync"/>. A second writer of the same name replaces the first one's pack.</summary>
    Task<IPackWriter> CreateAsync(string dataset, string pack, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(string dataset, string pack, CancellationToken cancellationToken);
}
