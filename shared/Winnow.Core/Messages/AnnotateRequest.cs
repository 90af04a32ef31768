using System.Text.Json;

namespace Winnow.Core.Messages;

/// <summary>Body of an <see cref="RequestTypes.Annotate"/> message: either rows, or the address of a file of rows.</summary>
public sealed record AnnotateRequest
{
    public required string Dataset { get; init; }

    /// <summary>Rows with the keys of annotation files: see <see cref="Formats.AnnotationReader"/>.</summary>
    public IReadOnlyList<JsonElement>? Annotations { get; init; }

    /// <summary>Address of an annotation file.</summary>
    public Uri? Address { get; init; }
}
