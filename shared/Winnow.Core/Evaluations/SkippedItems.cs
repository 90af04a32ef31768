namespace Winnow.Core.Evaluations;

/// <summary>Items of the split that have no part in the scores, and why.</summary>
/// <param name="NoAnnotation">No annotation that fits the task.</param>
/// <param name="NoPrediction">Annotated, but the model said nothing about it.</param>
/// <param name="PredictionError">Annotated, but the model failed on it.</param>
public sealed record SkippedItems(long NoAnnotation, long NoPrediction, long PredictionError)
{
    public static SkippedItems operator +(SkippedItems left, SkippedItems right) => new(
        left.NoAnnotation + right.NoAnnotation, left.NoPrediction + right.NoPrediction, left.PredictionError + right.PredictionError);

    public static SkippedItems Add(SkippedItems left, SkippedItems right) => left + right;
}
