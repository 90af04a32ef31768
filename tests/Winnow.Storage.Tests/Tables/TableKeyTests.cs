using CsCheck;
using Winnow.Storage.Tables;

namespace Winnow.Storage.Tests.Tables;

public sealed class TableKeyTests
{
    private static readonly Gen<string> Names = Gen.String[Gen.Char["ab/\\#?%|\u0001\u0085é漢. "], 0, 30];

    [Fact]
    public void Escape_AnyTwoNames_GivesTwoKeysWithoutForbiddenCharacters() =>
        Gen.Select(Names, Names).Sample((a, b) =>
        {
            var (x, y) = (TableKey.Path(a), TableKey.Path(b));
            Assert.Equal(a == b, x == y);
            Assert.DoesNotContain(x, c => c is '/' or '\\' or '#' or '?' or '|' || char.IsControl(c));
            Assert.StartsWith(TableKey.PathPrefix(a), TableKey.Path(a + b), StringComparison.Ordinal);
        });

    [Theory]
    [InlineData('x', 5000)]
    [InlineData('/', 400)]
    public void Path_LongNamesThatDifferAtTheEnd_GivesShortDifferentKeys(char c, int length)
    {
        var a = TableKey.Path(new string(c, length) + "a");
        var b = TableKey.Path(new string(c, length) + "b");

        Assert.NotEqual(a, b);
        Assert.InRange(a.Length, 1, 512);
    }

    [Fact]
    public void Path_PairOfSurrogatesAtTheCut_StaysWhole()
    {
        var key = TableKey.Path(new string('x', TableKey.LongestName - 1) + "😀😀");

        Assert.DoesNotContain(key, char.IsSurrogate);
    }

    [Fact]
    public void Descending_HigherConfidence_SortsFirst() =>
        Gen.Double[0, 1].Select(Gen.Double[0, 1]).Sample((a, b) =>
            Assert.True(a == b || string.CompareOrdinal(TableKey.Descending(Math.Max(a, b)), TableKey.Descending(Math.Min(a, b))) <= 0));
}
