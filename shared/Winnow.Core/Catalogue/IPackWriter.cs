namespace Winnow.Core.Catalogue;

/// <summary>Writes one pack, item after item.</summary>
public interface IPackWriter : IAsyncDisposable
{
    /// <summary>Appends an item as a tar entry named by its id and media type, and returns the offset of its content.</summary>
    Task<long> AppendAsync(string itemId, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Ends the tar file and makes it visible, all at once.</summary>
    Task CommitAsync(CancellationToken cancellationToken);
}
