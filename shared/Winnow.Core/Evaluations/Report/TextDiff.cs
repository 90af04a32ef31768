using Winnow.Core.Metrics.Text;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Evaluations.Report;

/// <summary>Two texts with the characters marked that differ.</summary>
internal static class TextDiff
{
    /// <summary>The reference with what was lost, and the hypothesis with what was put there.</summary>
    public static (Markup Reference, Markup Hypothesis) Of(string reference, string hypothesis, TextNormaliser normaliser)
    {
        var (expected, read) = (CodePoints.Of(normaliser.Apply(reference)), CodePoints.Of(normaliser.Apply(hypothesis)));
        var edits = Levenshtein.Align(expected, read) ?? [];
        return (
            Mark(expected, edits.Where(edit => edit.Reference >= 0).Select(edit => edit.Reference).ToHashSet()),
            Mark(read, edits.Where(edit => edit.Hypothesis >= 0).Select(edit => edit.Hypothesis).ToHashSet()));
    }

    private static Markup Mark(int[] codes, HashSet<int> marked)
    {
        var parts = new List<Markup>();
        for (var start = 0; start < codes.Length;)
        {
            var end = start + 1;
            while (end < codes.Length && marked.Contains(end) == marked.Contains(start))
            {
                end++;
            }

            var text = CodePoints.ToText(codes[start..end]);
            parts.Add(marked.Contains(start) ? Markup.Of($"<mark>{text}</mark>") : Markup.Of($"{text}"));
            start = end;
        }

        return parts.Count == 0 ? Markup.Of($"<i>nothing</i>") : Markup.Of($"{parts}");
    }
}
