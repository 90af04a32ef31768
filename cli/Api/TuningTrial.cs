namespace Winnow.Cli.Api;

/// <summary>A way of running a model, and how fast it was.</summary>
public sealed record TuningTrial(ModelBatch Batch, double ItemsPerSecond);
