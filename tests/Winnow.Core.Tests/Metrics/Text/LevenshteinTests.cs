using CsCheck;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Tests.Metrics.Text;

public sealed class LevenshteinTests
{
    private static readonly Gen<int[]> s_symbols = Gen.OneOf(Gen.Int[0, 2].Array[0, 20], Gen.Int[0, 3].Array[50, 200], Gen.Int[0, 60].Array[0, 140]);

    [Fact]
    public void Distance_OfAnySequences_EqualsPlainTable() =>
        Gen.Select(s_symbols, s_symbols).Sample((reference, hypothesis) => Levenshtein.Distance(reference, hypothesis) == Plain(reference, hypothesis));

    [Fact]
    public void Align_OfAnySequences_TurnsOneIntoTheOtherWithFewestEdits() =>
        Gen.Select(s_symbols, s_symbols).Sample((reference, hypothesis) =>
        {
            var edits = Levenshtein.Align(reference, hypothesis)!;
            var counts = Levenshtein.Count(reference, hypothesis, edits);
            Assert.Equal(Plain(reference, hypothesis), edits.Length);
            Assert.Equal(hypothesis.Length - reference.Length, counts.Insertions - counts.Deletions);
            Assert.Equal(
                reference.Where((_, i) => edits.All(edit => edit.Reference != i)),
                hypothesis.Where((_, i) => edits.All(edit => edit.Hypothesis != i)));
        });

    [Fact]
    public void Align_TableTooLarge_IsNullAndCountsStillAddUpToTheDistance()
    {
        var (reference, hypothesis) = (new int[9000], Enumerable.Repeat(1, 6000).ToArray());
        Assert.Null(Levenshtein.Align(reference, hypothesis));
        Assert.Equal(new EditCounts(6000, 3000, 0, 9000), Levenshtein.Count(reference, hypothesis, null));
    }

    private static int Plain(int[] reference, int[] hypothesis)
    {
        var row = Enumerable.Range(0, hypothesis.Length + 1).ToArray();
        for (var i = 0; i < reference.Length; i++)
        {
            var (diagonal, left) = (row[0], i + 1);
            row[0] = left;
            for (var j = 0; j < hypothesis.Length; j++)
            {
                left = Math.Min(Math.Min(row[j + 1] + 1, left + 1), diagonal + (reference[i] == hypothesis[j] ? 0 : 1));
                diagonal = row[j + 1];
                row[j + 1] = left;
            }
        }

        return row[^1];
    }
}
