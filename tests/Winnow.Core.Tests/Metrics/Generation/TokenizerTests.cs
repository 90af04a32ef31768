using System.Text.Json;
using CsCheck;
using Winnow.Core.Metrics.Generation.Internal;
using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Tests.Metrics.Generation;

public sealed class TokenizerTests
{
    [Fact]
    public void Tokenizer13a_OfNastyTexts_EqualsSacrebleu()
    {
        var cases = GenerationReference.Load().Tokens;
        Assert.True(cases.Length > 100);
        Assert.All(cases, expected =>
        {
            var tokens = Tokenizer13a.Apply(expected[0].GetString()!);
            var (words, buffer) = (new WordNumbers(), Array.Empty<int>());
            Assert.Equal(expected[1].Deserialize<string[]>()!.Select(token => words.Of(token)), words.Write(tokens, WhiteSpace.OfPython, ref buffer).ToArray());
        });
    }

    [Fact]
    public void SquadWords_OfNastyTexts_EqualThoseOfTheScript()
    {
        var cases = GenerationReference.Load().Squad;
        Assert.True(cases.Length > 100);
        Assert.All(cases, expected =>
        {
            var (words, left, right) = (new WordNumbers(), Array.Empty<int>(), Array.Empty<int>());
            Assert.Equal(words.Write(expected[1], WhiteSpace.OfPython, ref left).ToArray(), SquadWords.Write(expected[0], words, ref right).ToArray());
        });
    }

    [Fact]
    public void LongestCommonSubsequence_OfAnySequences_EqualsPlainTable()
    {
        var symbols = Gen.OneOf(Gen.Int[0, 2].Array[0, 20], Gen.Int[0, 3].Array[50, 200], Gen.Int[0, 60].Array[0, 140]);
        Gen.Select(symbols, symbols).Sample((left, right) => LongestCommonSubsequence.Length(left, right) == Plain(left, right));
    }

    private static int Plain(int[] left, int[] right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                table[i + 1, j + 1] = left[i] == right[j] ? table[i, j] + 1 : Math.Max(table[i, j + 1], table[i + 1, j]);
            }
        }

        return table[left.Length, right.Length];
    }
}
