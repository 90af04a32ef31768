namespace Winnow.Core.Formats;

/// <summary>How a file of predictions is written.</summary>
public enum PredictionFormat
{
    /// <summary>One JSON object per line.</summary>
    Jsonl,

    /// <summary>Comma-separated values with a header.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>A JSON array of COCO results: one object for each box, mask or caption.</summary>
    CocoResults,
}
