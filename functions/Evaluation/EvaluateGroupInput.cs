namespace Winnow.Functions.Evaluation;

/// <summary>A page of a dataset's packs to evaluate.</summary>
/// <param name="Evaluation">The run; its checkpoint is not used.</param>
/// <param name="Group">Index of the group.</param>
/// <param name="Shards">The packs of the group.</param>
/// <param name="AcceptMissing">Whether items without a prediction are taken as the run's rule says; otherwise they are only counted, and their packs left for later.</param>
public sealed record EvaluateGroupInput(EvaluateInput Evaluation, int Group, IReadOnlyList<EvaluationShard> Shards, bool AcceptMissing);
