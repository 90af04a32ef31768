using Winnow.Core.Catalogue;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>One row of a file of predictions: a prediction, or the refusal of this row alone.</summary>
/// <param name="Row">JSONL and CSV: line on which the row starts, from 1. Parquet and COCO: number of the row or of the image's first result, from 1;
/// 0 for an image of the vocabulary that has no result.</param>
/// <param name="Prediction">Null when refused.</param>
/// <param name="Refusal">Named <c>predictions.csv:17</c>, or <c>results.json:[16]</c>; null when all is well.</param>
public readonly record struct ImportedPrediction(int Row, NamedPrediction? Prediction, Refusal? Refusal);
