using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Tests.Internal.Encoding;

/// <summary>Ids as models/text/features.py gives them, which trains the models.</summary>
public sealed class TextEncoderTests
{
    // python3 -c "from features import *; print(word_ngrams(TEXT, 1, 2, 8192, 512))"
    [Theory]
    [InlineData("Free money, FREE!", new long[] { 3804, 6708, 2384, 6516, 3804 })]
    [InlineData("Grüße an 東京 2024", new long[] { 5721, 6432, 4839, 2729, 1904, 5554, 186 })]
    [InlineData("a", new long[] { 2349 })]
    public void Encode_HashedNgrams_AreThoseOfTheTrainingScript(string text, long[] expected) =>
        Assert.Equal(expected, Ids(new() { Kind = TokenizerKind.HashedNgrams, Buckets = 8192, Minimum = 1, Maximum = 2 }, text));

    // python3 -c "from features import *; print([id for token in TEXT.split() for id in word_features(token, 8192)])"
    [Theory]
    [InlineData("Mr. Ishmael's", new long[] { 3622, 2519, 6154, 5993, 6512, 5020, 5538, 5069, 515, 7909 })]
    [InlineData("ÄB 12th x", new long[] { 810, 3463, 1846, 3851, 2717, 834, 3653, 333, 4861, 8, 1995, 1718, 2191, 5449, 8130 })]
    public void Encode_HashedWords_AreThoseOfTheTrainingScript(string text, long[] expected) =>
        Assert.Equal(expected, Ids(new() { Kind = TokenizerKind.HashedWords, Buckets = 8192 }, text));

    [Fact]
    public void Encode_HashedBytes_AreNgramsOfLowerCaseBytes()
    {
        var tokenizer = new TextTokenizer { Kind = TokenizerKind.HashedBytes, Buckets = 1000, Minimum = 2, Maximum = 3 };
        var ids = Ids(tokenizer, "ABc");
        Assert.Equal(3, ids.Length);
        Assert.Equal(ids, Ids(tokenizer, "abC"));
        Assert.Equal(ids[..1], Ids(tokenizer, "ab"));
        Assert.Equal(ids[2..], Ids(tokenizer, "bc"));
        Assert.Empty(Ids(tokenizer, "a"));
    }

    [Theory]
    [InlineData(0, 4, 0)] // padded to the least
    [InlineData(3, 4, 3)]
    [InlineData(5, 6, 5)] // rounded up to the step
    [InlineData(50, 8, 8)] // cut off
    public void Encode_Length_IsPaddedWithZerosOrCutOff(int words, int axis, int length)
    {
        var input = new TextInput { Tensor = "ids", Tokenizer = new() { Kind = TokenizerKind.HashedNgrams, Buckets = 9 }, Length = new(4, 8, 2) };
        using var tensor = new TextEncoder(input, new(0)).Encode(System.Text.Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Repeat("word", words))));
        Assert.Equal((new TensorShape(axis), length), (tensor.Shape, tensor.Length));
        Assert.All(tensor.Ids[..length].ToArray(), id => Assert.InRange(id, 1, 9));
        Assert.All(tensor.Ids[length..].ToArray(), id => Assert.Equal(0, id));
    }

    private static long[] Ids(TextTokenizer tokenizer, string text)
    {
        var encoder = new TextEncoder(new() { Tensor = "ids", Tokenizer = tokenizer, Length = new(1, 512, 1) }, new(0));
        using var tensor = encoder.Encode(System.Text.Encoding.UTF8.GetBytes(text));
        return tensor.Ids[..(tensor.Length * (tensor.Shape.Rank == 2 ? tensor.Shape.Second : 1))].ToArray();
    }
}
