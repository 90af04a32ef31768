using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Tasks;

namespace Winnow.Functions.Evaluation;

/// <summary>Merging the numbers that an evaluation keeps.</summary>
internal static class EvaluationNumbers
{
    private const int ParallelReads = 8;

    /// <summary>Merges the numbers of these names. Some are read ahead; in memory are only those and the sum.</summary>
    public static async Task<EvaluationAccumulator> MergeAsync(
        this IEvaluationStore evaluations, string run, EvaluationSpec spec, IAsyncEnumerable<string> names, CancellationToken cancellationToken)
    {
        var merged = new EvaluationAccumulator(TaskEvaluations.Create(spec));
        await foreach (var chunk in names.Chunk(ParallelReads).WithCancellation(cancellationToken))
        {
            foreach (var numbers in await Task.WhenAll(chunk.Select(name => evaluations.ReadAsync(run, name, cancellationToken))))
            {
                merged.Merge(numbers);
            }
        }

        return merged;
    }

    private static async Task<EvaluationAccumulator> ReadAsync(this IEvaluationStore evaluations, string run, string name, CancellationToken cancellationToken) =>
        await evaluations.FindNumbersAsync(run, name, cancellationToken)
        ?? throw new InvalidOperationException($"The numbers {name} of evaluation {run} are missing.");
}
