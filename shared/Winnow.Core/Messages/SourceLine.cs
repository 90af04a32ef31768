namespace Winnow.Core.Messages;

/// <summary>A file that a message asks for: where it is, and where it goes.</summary>
/// <param name="Address">The blob.</param>
/// <param name="Path">Path in the dataset.</param>
public sealed record SourceLine(Uri Address, string Path);
