using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Generation.Internal;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Metrics.Generation;

/// <summary>Collects generated texts with their references: exact match and every family of scores for generated text.</summary>
/// <remarks>
/// One accumulator per family, so that a caller that needs BLEU alone does not pay for the rest; this one feeds them all. Exact match is after the
/// normaliser; the families see the texts as they are and bring their own tokenizers. Merging is exact, in any order.
/// </remarks>
public sealed class GenerationAccumulator
{
    private readonly TextNormaliser normaliser;

    /// <param name="normaliser">What texts go through before they are compared for exact match.</param>
    public GenerationAccumulator(TextNormaliser normaliser)
        : this(normaliser.Transforms, 0, 0, new(), new(), new(), new(), new())
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public GenerationAccumulator(
        IReadOnlyList<string> normalisation, long items, long exact, AnswerAccumulator answers, RougeAccumulator rouge, BleuAccumulator bleu,
        ChrfAccumulator chrf, PassAtKAccumulator passAtK)
    {
        normaliser = new(normalisation);
        (Items, Exact, Answers, Rouge, Bleu, Chrf, PassAtK) = (items, exact, answers, rouge, bleu, chrf, passAtK);
    }

    /// <summary>The transforms of the normaliser.</summary>
    public IReadOnlyList<string> Normalisation => normaliser.Transforms;

    public long Items { get; private set; }

    /// <summary>Items whose text is one of the references after normalisation.</summary>
    public long Exact { get; private set; }

    public AnswerAccumulator Answers { get; }

    public RougeAccumulator Rouge { get; }

    public BleuAccumulator Bleu { get; }

    public ChrfAccumulator Chrf { get; }

    public PassAtKAccumulator PassAtK { get; }

    /// <summary>Counts an item.</summary>
    /// <param name="references">One or more texts that would be right.</param>
    /// <param name="hypothesis">What was generated.</param>
    /// <param name="samples">For code: how many solutions were generated and passed. Null: pass@k does not count this item.</param>
    /// <exception cref="ArgumentException">There is no reference, or the samples are none.</exception>
    public GenerationComparison Add(IReadOnlyList<string> references, string hypothesis, SampleCounts? samples = null)
    {
        ReferenceTexts.Check(references);
        var passed = samples is { } counts ? PassAtK.Add(counts) : null;
        var answer = Answers.Add(references, hypothesis);
        var normal = normaliser.Apply(hypothesis);
        var isExact = references.Any(reference => string.Equals(normaliser.Apply(reference), normal, StringComparison.Ordinal));
        (Items, Exact) = (Items + 1, Exact + (isExact ? 1 : 0));
        return new(isExact, answer, Rouge.Add(references, hypothesis), Bleu.Add(references, hypothesis), Chrf.Add(references, hypothesis), passed);
    }

    /// <exception cref="ArgumentException">The other's texts were normalised in another way, or it has other values of k.</exception>
    public void Merge(GenerationAccumulator other)
    {
        if (!Normalisation.SequenceEqual(other.Normalisation))
        {
            throw new ArgumentException("Texts that were normalised in different ways have no common share of exact matches.", nameof(other));
        }

        (Items, Exact) = (Items + other.Items, Exact + other.Exact);
        Answers.Merge(other.Answers);
        Rouge.Merge(other.Rouge);
        Bleu.Merge(other.Bleu);
        Chrf.Merge(other.Chrf);
        PassAtK.Merge(other.PassAtK);
    }

    /// <summary>All scores by the names of <see cref="GenerationMetricNames"/>.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        var choices = $"references:any|normaliser:{(Normalisation.Count == 0 ? "none" : string.Join(',', Normalisation))}";
        var scores = new Dictionary<string, Score>
        {
            [GenerationMetricNames.ExactMatch] = new(Items == 0 ? null : (double)Exact / Items, $"exact-match|exact/items|{choices}"),
        };
        foreach (var (name, score) in Answers.GetScores().Concat(Rouge.GetScores()).Concat(Bleu.GetScores()).Concat(Chrf.GetScores()).Concat(PassAtK.GetScores()))
        {
            scores.Add(name, score);
        }

        return scores;
    }
}
