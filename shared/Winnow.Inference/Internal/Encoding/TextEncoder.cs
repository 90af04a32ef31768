using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Turns texts into ids by the card's tokenizer.</summary>
internal sealed class TextEncoder(TextInput input, InputPool pool) : IItemEncoder
{
    private readonly int _perToken = input.Tokenizer.Kind == TokenizerKind.HashedWords ? WordFeatures.Count : 1;

    public TensorElementType Type => TensorElementType.Int64;

    public IReadOnlyList<int?> Axes { get; } = input.Tokenizer.Kind == TokenizerKind.HashedWords
        ? [ItemEncoders.AxisOf(input.Length), WordFeatures.Count]
        : [ItemEncoders.AxisOf(input.Length)];

    public IReadOnlyList<(int Least, int Most)> Range { get; } = input.Tokenizer.Kind == TokenizerKind.HashedWords
        ? [ItemEncoders.RangeOf(input.Length), ItemEncoders.RangeOf(new(WordFeatures.Count))]
        : [ItemEncoders.RangeOf(input.Length)];

    public long MaxBytes => sizeof(long) * (long)input.Length.Maximum * _perToken;

    public InputTensor Blank() => new InputTensor(Type, ShapeOf(input.Length.Minimum), pool).Cleared();

    public InputTensor Encode(ReadOnlySpan<byte> content)
    {
        var text = TextContent.ToUtf8(content);
        var ids = new List<long>(64);
        var most = input.Length.Maximum * _perToken;
        if (input.Tokenizer.Kind == TokenizerKind.HashedWords) WordFeatures.Add(text, input.Tokenizer.Buckets, ids, most);
        else if (input.Tokenizer.Kind == TokenizerKind.HashedNgrams) WordNgrams.Add(text, input.Tokenizer, ids, most);
        else ByteNgrams.Add(text, input.Tokenizer, ids, most);

        var length = ids.Count / _perToken;
        var tensor = new InputTensor(Type, ShapeOf(input.Length.Bucket(length)), pool) { Length = length };
        var target = tensor.Ids;
        CollectionsMarshal.AsSpan(ids).CopyTo(target);
        target[ids.Count..].Clear();
        return tensor;
    }

    private TensorShape ShapeOf(int length) => _perToken == 1 ? new(length) : new(length, _perToken);
}
