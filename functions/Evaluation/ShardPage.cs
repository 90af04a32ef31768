namespace Winnow.Functions.Evaluation;

/// <summary>Packs to evaluate.</summary>
/// <param name="Shards">In order.</param>
/// <param name="Continuation">For the next page; null on the last.</param>
public sealed record ShardPage(IReadOnlyList<EvaluationShard> Shards, string? Continuation);
