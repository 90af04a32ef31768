namespace Winnow.Core.Metrics.Text;

/// <summary>One text against its reference, after normalisation.</summary>
/// <param name="Characters">Edits of code points.</param>
/// <param name="Words">Edits of words (what white space separates).</param>
public readonly record struct TextComparison(EditCounts Characters, EditCounts Words)
{
    public bool IsExact => Characters.Edits == 0;

    /// <summary>1 − edits / length of the longer text, in code points: 0 to 1, and 1 when both are empty.</summary>
    public double Similarity
    {
        get
        {
            var longer = Characters.ReferenceLength + Math.Max(0, Characters.Insertions - Characters.Deletions);
            return longer == 0 ? 1 : 1 - ((double)Characters.Edits / longer);
        }
    }
}
