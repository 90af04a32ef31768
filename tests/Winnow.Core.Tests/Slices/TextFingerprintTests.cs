using System.Globalization;
using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class TextFingerprintTests
{
    private const int Texts = 150;
    private static readonly string[] s_words = [.. Enumerable.Range(0, 2000).Select(Word)];

    [Theory]
    [InlineData("The  quick\tBrown fox ", "the quick brown fox")]
    [InlineData("Cafe\u0301", "café")]
    [InlineData("", "  ")]
    public void Compute_WhatNormalisesToTheSame_IsEqual(string one, string other) =>
        Assert.Equal(TextFingerprint.Compute(one), TextFingerprint.Compute(other));

    [Fact]
    public void Compute_OfReferenceTexts_EqualsTheDefinition()
    {
        var texts = SlicesReference.Load().Texts;
        Assert.True(texts.Length > 30);
        Assert.All(texts, text => Assert.Equal(text[1], TextFingerprint.Compute(text[0]).ToString("x16", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(500, 1, 3, 0.9)]
    [InlineData(200, 4, NearDuplicates.TextDistance, 0.9)]
    [InlineData(50, 1, NearDuplicates.TextDistance, 0.9)]
    public void NearDuplicates_OfEditedTexts_AreFound(int words, int changed, int distance, double expectedRecall)
    {
        var random = new Random(5);
        var duplicates = new NearDuplicates(distance);
        for (var i = 0; i < Texts; i++)
        {
            var text = Enumerable.Range(0, words).Select(_ => Word(random)).ToList();
            duplicates.Add(new($"{i}", "train", TextFingerprint.Compute(string.Join(' ', text))));
            for (var n = 0; n < changed; n++)
            {
                text[random.Next(words)] = Word(random);
            }

            duplicates.Add(new($"copy of {i}", "test", TextFingerprint.Compute(string.Join(' ', text))));
        }

        var (recall, precision) = CopyPairs.Measure(duplicates, Texts);
        Assert.True(recall >= expectedRecall && precision >= 0.98, $"recall {recall}, precision {precision}");
    }

    private static string Word(int seed)
    {
        var letters = new Random(seed);
        return string.Concat(Enumerable.Range(0, letters.Next(2, 9)).Select(_ => (char)('a' + letters.Next(26))));
    }

    // The lower numbers more often.
    private static string Word(Random random) => s_words[Math.Min(random.Next(s_words.Length), random.Next(s_words.Length))];
}
