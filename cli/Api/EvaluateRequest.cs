namespace Winnow.Cli.Api;

/// <summary>What an evaluation has to do; no split means all, no metrics means all of the model's task.</summary>
public sealed record EvaluateRequest(string Dataset, string Model, string? Split = null, IReadOnlyList<string>? Metrics = null, IReadOnlyList<string>? Gates = null);
