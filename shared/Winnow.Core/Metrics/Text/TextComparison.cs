namespace Winnow.Core.Metrics.Text;

/// <summary>One text against its reference, after normalisation.</summary>
/// <param name="Characters">Edits of code points.</param>
/// <param name="Words">Edits of words (what white space separates).</param>
public readonly record struct TextComparison(EditCounts Characters, EditCounts Words)
{
    public bool IsExact => Characters.Edits == 0;
}
