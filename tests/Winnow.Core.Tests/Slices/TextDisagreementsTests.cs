using CsCheck;
using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class TextDisagreementsTests
{
    private static readonly Gen<string> s_text = Gen.String[Gen.Char['a', 'c'], 0, 6];

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(Gen.Select(s_text, s_text, Gen.Double[0, 1]).Array[0, 50], Gen.Int).Sample((generated, seed) =>
        {
            var items = generated.Select((item, i) => (i, item)).ToList();
            var merged = RoundTrip.Merged(items, seed, Of, (own, other) => own.Merge(other));
            Assert.Equal(RoundTrip.Json(Of(items)), RoundTrip.Json(merged));
        });

    [Theory]
    [InlineData("colour", "color", 5 / 6.0, true)]
    [InlineData("abc", "xyz", 0, false)]
    [InlineData("", "ab", 0, false)]
    public void Add_TextsThatDiffer_TellsHowAlikeTheyAre(string annotated, string read, double similarity, bool isSlip)
    {
        var disagreement = new TextDisagreements().Add("i", annotated, read, 0.9)!;
        Assert.Equal(similarity, disagreement.Similarity, 1e-12);
        Assert.Equal(isSlip, disagreement.IsSlip);
    }

    [Fact]
    public void Add_TextsThatAgreeOrWithoutConfidence_AreNone()
    {
        var disagreements = new TextDisagreements();
        Assert.Null(disagreements.Add("i", "a  b ", "a b", 1));
        Assert.Null(disagreements.Add("i", "", "", 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => disagreements.Add("i", "a", "b", double.NaN));
        Assert.Equal(0, disagreements.Ranking.Added);
    }

    [Fact]
    public void Ranking_Always_HasTheMostConfidentThenTheMostAlikeFirst()
    {
        var disagreements = new TextDisagreements();
        disagreements.Add("other", "word", "cats", 0.991);
        disagreements.Add("slip", "word", "ward", 0.989);
        disagreements.Add("unsure", "word", "ward", 0.5);
        Assert.Equal(["slip", "other", "unsure"], disagreements.Ranking.Items.Select(item => item.ItemId));
    }

    private static TextDisagreements Of(IEnumerable<(int Id, (string Annotated, string Read, double Confidence) Item)> items)
    {
        var disagreements = new TextDisagreements(kept: 7);
        foreach (var (id, (annotated, read, confidence)) in items)
        {
            disagreements.Add($"{id}", annotated, read, confidence);
        }

        return disagreements;
    }
}
