using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Text;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Slices;

/// <summary>Collects the most confident disagreements of a model with annotated texts: suspects of a wrong annotation.</summary>
/// <remarks>
/// Texts are compared by code points after <see cref="TextNormaliser.Default"/>; equal ones are no disagreement. Order: the confidence (rounded to
/// hundredths, so that near-equal ones are ranked by likeness), then similarity, both descending, then the id. A bounded number is kept; all are counted.
/// Merging is exact, in any order.
/// </remarks>
public sealed class TextDisagreements
{
    /// <summary>Similarity from which on a disagreement is called a slip.</summary>
    public const double SlipSimilarity = 0.7;

    /// <summary>Disagreements kept by default.</summary>
    public const int DefaultKept = 100;

    /// <param name="kept">How many are kept.</param>
    public TextDisagreements(int kept = DefaultKept)
        : this(new RankedItems<TextDisagreement>(kept))
    {
    }

    /// <summary>Continues from serialised ones.</summary>
    [JsonConstructor]
    public TextDisagreements(RankedItems<TextDisagreement> ranking) => Ranking = ranking;

    /// <summary>The most suspicious first. Severity is the rounded confidence, then similarity.</summary>
    public RankedItems<TextDisagreement> Ranking { get; }

    /// <returns>The disagreement, or null when the texts agree.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not from 0 to 1.</exception>
    public TextDisagreement? Add(string itemId, string annotated, string read, double confidence)
    {
        if (!(confidence is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence is from 0 to 1.");
        }

        var one = CodePoints.Of(TextNormaliser.Default.Apply(annotated));
        var other = CodePoints.Of(TextNormaliser.Default.Apply(read));
        var distance = Levenshtein.Distance(one, other);
        if (distance == 0)
        {
            return null;
        }

        var similarity = 1 - ((double)distance / Math.Max(one.Length, other.Length));
        var disagreement = new TextDisagreement(annotated, read, similarity, similarity >= SlipSimilarity);
        Ranking.Add(new(itemId, Math.Round(confidence, 2), similarity, disagreement));
        return disagreement;
    }

    public void Merge(TextDisagreements other) => Ranking.Merge(other.Ranking);
}
