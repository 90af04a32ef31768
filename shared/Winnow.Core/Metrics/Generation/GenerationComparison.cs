namespace Winnow.Core.Metrics.Generation;

/// <summary>What one generated text came to.</summary>
/// <param name="IsExact">Whether it is one of the references after normalisation.</param>
/// <param name="Answer">As a short answer.</param>
/// <param name="Rouge">As a summary.</param>
/// <param name="Bleu">Statistics to sum over items for <see cref="BleuAccumulator.Score"/>.</param>
/// <param name="Chrf">Statistics to sum over items for <see cref="ChrfAccumulator.Score"/>.</param>
/// <param name="PassAtK">The estimate for every k; null without samples.</param>
public sealed record GenerationComparison(
    bool IsExact, AnswerComparison Answer, RougeComparison Rouge, double[] Bleu, ChrfComparison Chrf, IReadOnlyList<double?>? PassAtK);
