namespace Winnow.Core.Ingestion;

/// <summary>The place where people put files: what is still there has not been processed.</summary>
public interface IDropZone
{
    /// <summary>Lists everything that lies there, in name order, page by page (up to 1,000 blobs), so that memory stays flat.</summary>
    IAsyncEnumerable<IReadOnlyList<DropBlob>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Looks a blob up by its name in the container; null when it is not there (any more).</summary>
    Task<DropBlob?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Opens exactly the version of the file that was seen, as a seekable stream that reads ranges.</summary>
    /// <returns>Null when the file is gone or was overwritten: then it is not this drop any more.</returns>
    Task<Stream?> OpenReadAsync(Drop drop, CancellationToken cancellationToken);

    /// <summary>Deletes exactly the version of a blob that was seen; one that was overwritten meanwhile stays, as a new drop.</summary>
    Task DeleteAsync(string name, string etag, CancellationToken cancellationToken);
}
