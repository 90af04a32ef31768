namespace Winnow.Core.Evaluations;

/// <summary>Items of the split that have no part in the scores, or a special one, and why.</summary>
/// <param name="NoAnnotation">No annotation that fits the task.</param>
/// <param name="NoPrediction">Annotated, but the model said nothing about it.</param>
/// <param name="PredictionError">Annotated, but the model failed on it, or what it said does not fit the task.</param>
/// <param name="CountedAsEmpty">Annotated, without a prediction, and in the scores as an empty answer (<see cref="MissingRule.Empty"/>).</param>
public sealed record SkippedItems(long NoAnnotation, long NoPrediction, long PredictionError, long CountedAsEmpty = 0)
{
    public static SkippedItems operator +(SkippedItems left, SkippedItems right) => new(
        left.NoAnnotation + right.NoAnnotation, left.NoPrediction + right.NoPrediction, left.PredictionError + right.PredictionError,
        left.CountedAsEmpty + right.CountedAsEmpty);

    public static SkippedItems Add(SkippedItems left, SkippedItems right) => left + right;
}
