namespace Winnow.Cli.Api;

/// <summary>Items that have no part in the scores, or a special one.</summary>
/// <param name="NoAnnotation">No annotation that fits the task.</param>
/// <param name="NoPrediction">Annotated, but the model said nothing about it.</param>
/// <param name="PredictionError">Annotated, but the model failed on it.</param>
/// <param name="CountedAsEmpty">Annotated, without a prediction, and in the scores as an empty answer.</param>
public sealed record SkippedItems(long NoAnnotation = 0, long NoPrediction = 0, long PredictionError = 0, long CountedAsEmpty = 0);
