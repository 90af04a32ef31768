namespace Winnow.Storage.Messages;

/// <summary>Where the files of a request are listed.</summary>
/// <param name="Address">The manifest, or the prefix.</param>
/// <param name="Kind">Which of them.</param>
/// <param name="Folder">Where in the dataset the files go; null for its root.</param>
public sealed record RequestSource(Uri Address, RequestSourceKind Kind, string? Folder);
