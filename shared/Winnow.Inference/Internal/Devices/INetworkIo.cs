using Microsoft.ML.OnnxRuntime;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Internal.Devices;

/// <summary>How the inputs of a network get to where it runs, and its outputs back.</summary>
internal interface INetworkIo : IDisposable
{
    /// <summary>Items of every call, when there is one number only: fewer are filled up. Null: any number.</summary>
    int? FixedItems { get; }

    /// <summary>Runs one batch. Safe for several threads.</summary>
    /// <param name="inputs">Of the same shape.</param>
    /// <param name="outputs">The outputs that are wanted.</param>
    /// <returns>The outputs, in memory of this process.</returns>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime failed.</exception>
    IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyList<InputTensor> inputs, string[] outputs);
}
