using Winnow.Core.Evaluations;

namespace Winnow.Functions.Evaluation;

/// <summary>One pack to evaluate.</summary>
/// <param name="Run">The run.</param>
/// <param name="Spec">What is compared, and how.</param>
/// <param name="Shard">The pack.</param>
/// <param name="AcceptMissing">Whether items without a prediction are taken as the run's rule says.</param>
public sealed record EvaluateShardInput(string Run, EvaluationSpec Spec, EvaluationShard Shard, bool AcceptMissing);
