namespace Winnow.Core.Messages;

/// <summary>Body of an <see cref="RequestTypes.Ingest"/> message: exactly one of <see cref="Blobs"/>, <see cref="Prefix"/> and <see cref="Manifest"/>.</summary>
public sealed record IngestRequest
{
    public required string Dataset { get; init; }

    /// <summary>Where in the dataset the files go; null for its root.</summary>
    public string? Folder { get; init; }

    /// <summary>Addresses of blobs.</summary>
    public IReadOnlyList<Uri>? Blobs { get; init; }

    /// <summary>Address of a container and the start of blob names in it.</summary>
    public Uri? Prefix { get; init; }

    /// <summary>Address of a JSONL file with an address per line.</summary>
    public Uri? Manifest { get; init; }
}
