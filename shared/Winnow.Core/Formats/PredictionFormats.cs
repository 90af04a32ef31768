namespace Winnow.Core.Formats;

/// <summary>Tells the format of a file of predictions by its name.</summary>
public static class PredictionFormats
{
    /// <summary>The extensions that are known, for messages.</summary>
    public const string Extensions = ".jsonl .ndjson .csv .parquet .json";

    /// <summary>The format by extension, in any case: <c>.jsonl .ndjson .csv .parquet</c>, and <c>.json</c> for COCO results; null for any other.</summary>
    public static PredictionFormat? Of(string name)
    {
        bool Ends(string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
        return Ends(".jsonl") || Ends(".ndjson") ? PredictionFormat.Jsonl
            : Ends(".csv") ? PredictionFormat.Csv
            : Ends(".parquet") ? PredictionFormat.Parquet
            : Ends(".json") ? PredictionFormat.CocoResults
            : null;
    }
}
