namespace Winnow.Core.Catalogue;

/// <summary>One sample of a dataset: an image or a text, whose content is a byte range of a pack.</summary>
public sealed record Item
{
    public required string Dataset { get; init; }

    /// <summary>The pack that holds the content, without container, dataset and extension: unique within the dataset.</summary>
    public required string Pack { get; init; }

    /// <summary>SHA-256 of the content, 64 lower-case hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The first name under which the content was dropped: a relative path with <c>/</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where the content starts in the pack, in bytes.</summary>
    public required long Offset { get; init; }

    /// <summary>Length of the content in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Media type, found by looking at the content: <c>image/png</c>, <c>text/plain</c>, …</summary>
    public required string MediaType { get; init; }

    /// <summary>Pixels, as the header states; null for anything but images.</summary>
    public int? Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int? Height { get; init; }

    /// <summary>train, validation, test, …; null when nobody said.</summary>
    public string? Split { get; init; }

    public ItemState State { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }
}
