using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Internal.Running;

/// <summary>An item that is ready to run, in pooled memory.</summary>
internal interface IPreparedItem : IDisposable
{
    /// <summary>Items of the same shape can form a batch.</summary>
    TensorShape Shape { get; }

    /// <summary>How much memory it takes, without the item's content.</summary>
    int ByteCount { get; }
}
