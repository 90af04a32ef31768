namespace Winnow.Core.Models;

/// <summary>Where a model's classes or characters are listed: exactly one of inline, a file beside the card, a key of the ONNX file's metadata.</summary>
public sealed record ModelLabels
{
    public IReadOnlyList<string>? Inline { get; init; }

    /// <summary>A UTF-8 file beside the card with one label per line.</summary>
    public string? File { get; init; }

    /// <summary>Key of the ONNX file's metadata whose value has one label per line.</summary>
    public string? Metadata { get; init; }

    /// <summary>Whether a space follows the listed labels, as in the vocabularies of PaddleOCR.</summary>
    public bool AppendSpace { get; init; }
}
