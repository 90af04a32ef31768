using Microsoft.ML.OnnxRuntime.Tensors;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Turns the content of items into a model's input.</summary>
internal interface IItemEncoder
{
    TensorElementType Type { get; }

    /// <summary>The axes without the items' axis; null where an axis may have several sizes.</summary>
    IReadOnlyList<int?> Axes { get; }

    /// <summary>Least and most of each of the axes.</summary>
    IReadOnlyList<(int Least, int Most)> Range { get; }

    /// <summary>Most memory that one input takes, in bytes.</summary>
    long MaxBytes { get; }

    /// <summary>The input for one item. Its shape depends on that item alone, so that it does not matter with which others it is batched.</summary>
    /// <exception cref="InvalidDataException">The content cannot be read.</exception>
    InputTensor Encode(ReadOnlySpan<byte> content);

    /// <summary>An input of the smallest shape, all 0.</summary>
    InputTensor Blank();
}
