using Winnow.Core.Models;

namespace Winnow.Functions.Predictions;

/// <summary>What an import of predictions has to do. Everything is resolved before it starts.</summary>
public sealed record ImportInput
{
    /// <summary>Id of the run: 32 lower-case hex digits.</summary>
    public required string Run { get; init; }

    public required string Dataset { get; init; }

    /// <summary><c>name@version</c>: whose predictions they are.</summary>
    public required string Model { get; init; }

    /// <summary>The task; null: what the first prediction is an answer to.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>Format of the file: <c>jsonl</c>, <c>csv</c>, <c>parquet</c> or <c>coco</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Name of the file, for errors; names in it are relative to its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Address of the file; null: it was uploaded.</summary>
    public Uri? Source { get; init; }

    /// <summary>Address of the COCO annotation file; null: it was uploaded, or there is none.</summary>
    public Uri? Vocabulary { get; init; }

    /// <summary>Whether the first refused row ends the import; otherwise refused rows are counted and listed, and the others go on.</summary>
    public bool IsStrict { get; init; }

    /// <inheritdoc cref="ImportOptions.Window"/>
    public required int Window { get; init; }
}
