namespace Winnow.Core.Ingestion;

/// <summary>A blob of the drop zone as a listing shows it, before its name has been checked.</summary>
/// <param name="Name">Path within the container: <c>{dataset}/{path}</c> when all is well.</param>
/// <param name="ETag">Which version of the blob was seen.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LastModified">When that version was written.</param>
public sealed record DropBlob(string Name, string ETag, long Length, DateTimeOffset LastModified);
