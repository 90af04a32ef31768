using Winnow.Core.Evaluations;

namespace Winnow.Functions.Evaluation;

/// <summary>What the evaluation of some packs came to.</summary>
/// <param name="Items">Items that were looked at.</param>
/// <param name="Unpredicted">Annotated items without a prediction, in packs that were left for later.</param>
public sealed record ShardResult(long Items, long Unpredicted)
{
    public static ShardResult operator +(ShardResult left, ShardResult right) => new(left.Items + right.Items, left.Unpredicted + right.Unpredicted);

    public static ShardResult Add(ShardResult left, ShardResult right) => left + right;

    internal static ShardResult Of(EvaluationAccumulator numbers) => new(
        numbers.Items + numbers.Skipped.NoAnnotation + numbers.Skipped.NoPrediction + numbers.Skipped.PredictionError, 0);
}
