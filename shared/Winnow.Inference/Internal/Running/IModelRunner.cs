using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Running;

/// <summary>A loaded model: one network, or several that work together.</summary>
internal interface IModelRunner : IDisposable
{
    /// <summary><c>cpu</c>, <c>cuda</c> or <c>tensorrt</c>: what really runs the network that takes the items.</summary>
    string Provider { get; }

    /// <summary>Why it, or which part of it, does not run as it was asked for; null when nothing was in the way.</summary>
    string? FallbackReason { get; }

    /// <summary>What went otherwise than planned so far, <see cref="FallbackReason"/> included, each as a sentence.</summary>
    IReadOnlyList<string> Warnings { get; }

    IReadOnlyList<string> Labels { get; }

    /// <summary>How the network that takes the items is best batched on its provider.</summary>
    ModelBatch Batch { get; }

    /// <summary>Most items per call; null: any number.</summary>
    int? MaxBatch { get; }

    /// <summary>Most memory that the input of one item takes, in bytes.</summary>
    long MaxInputBytes { get; }

    /// <summary>Brings an item into the form that the model takes. Safe for several threads.</summary>
    /// <exception cref="InvalidDataException">The content cannot be read.</exception>
    IPreparedItem Prepare(ReadOnlyMemory<byte> content);

    /// <summary>Runs the model on items of the same shape. Safe for several threads.</summary>
    /// <returns>One result per item, in their order, without errors of the whole batch.</returns>
    /// <exception cref="Microsoft.ML.OnnxRuntime.OnnxRuntimeException">ONNX Runtime failed.</exception>
    InferenceResult[] Run(IReadOnlyList<(string Id, IPreparedItem Prepared)> items, InferenceTimes times);

    /// <summary>Runs the model on blank input, and checks what comes out.</summary>
    /// <exception cref="Core.Errors.WinnowException">It is not what the card says.</exception>
    void Validate();
}
