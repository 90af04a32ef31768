namespace Winnow.Cli.Api;

/// <summary>A file of predictions, and how it is read; either a file on this disk or the address of a blob.</summary>
public sealed record PredictionSource
{
    public required string Dataset { get; init; }

    /// <summary><c>name@version</c>: whose predictions they are.</summary>
    public required string Model { get; init; }

    /// <summary>The file on this disk; null: it is a blob.</summary>
    public string? File { get; init; }

    /// <summary>Address of the blob; null: it is a file.</summary>
    public string? Address { get; init; }

    /// <summary>COCO results: the annotation file on this disk.</summary>
    public string? VocabularyFile { get; init; }

    /// <summary>COCO results: the address of the annotation file.</summary>
    public string? VocabularyAddress { get; init; }

    public string? Task { get; init; }

    /// <summary><c>jsonl</c>, <c>csv</c>, <c>parquet</c> or <c>coco</c>; null: by the name.</summary>
    public string? Format { get; init; }

    /// <summary>Whether one refused row refuses the file.</summary>
    public bool IsStrict { get; init; }
}
