namespace Winnow.Local.Triggers;

/// <summary>What has become of one version of a blob.</summary>
/// <param name="ETag">The version.</param>
/// <param name="Tries">How often the function failed on it.</param>
/// <param name="IsDone">Whether the function is through with it: it succeeded, or the blob went to the poison queue.</param>
internal sealed record BlobReceipt(string ETag, int Tries, bool IsDone);
