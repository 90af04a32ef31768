using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Evaluations;

/// <summary>What an evaluation of text recognition found beside its scores.</summary>
/// <param name="Characters">All edits of code points.</param>
/// <param name="Words">All edits of words.</param>
/// <param name="Exact">Texts that are exactly right.</param>
/// <param name="Lengths">The same by the length of the reference.</param>
/// <param name="Confusions">What was read as what, the most frequent first, at most <see cref="MaxConfusions"/>.</param>
public sealed record TextFindings(
    EditCounts Characters, EditCounts Words, long Exact, IReadOnlyList<LengthBin> Lengths, IReadOnlyList<CharacterConfusion> Confusions)
{
    public const int MaxConfusions = 200;

    /// <summary>What all texts came to.</summary>
    public static TextFindings Of(TextAccumulator texts) => new(texts.Characters, texts.Words, texts.Exact, texts.Lengths, [.. texts.Confusions.Take(MaxConfusions)]);
}
