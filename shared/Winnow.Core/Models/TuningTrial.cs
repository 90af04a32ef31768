namespace Winnow.Core.Models;

/// <summary>One way of running a model, and how fast it was.</summary>
/// <param name="Batch">The way.</param>
/// <param name="ItemsPerSecond">Whole items: decoded, prepared, run and read out. Median of the rounds.</param>
public sealed record TuningTrial(ModelBatch Batch, double ItemsPerSecond);
