namespace Winnow.Core.Ingestion;

/// <summary>A file that lies in the drop zone.</summary>
/// <param name="Dataset">First folder of its path in <c>incoming</c>.</param>
/// <param name="Path">The rest of the path.</param>
/// <param name="ETag">Which version of the blob was seen.</param>
/// <param name="Length">Bytes.</param>
public sealed record Drop(string Dataset, string Path, string ETag, long Length);
