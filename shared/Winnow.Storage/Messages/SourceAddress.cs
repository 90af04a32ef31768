using Azure.Storage.Blobs;

namespace Winnow.Storage.Messages;

/// <summary>An address that messages may name.</summary>
/// <param name="Container">Its container, with the signature of the address if it has one.</param>
/// <param name="Name">The blob's name, or the start of names; empty for the whole container.</param>
public sealed record SourceAddress(BlobContainerClient Container, string Name);
