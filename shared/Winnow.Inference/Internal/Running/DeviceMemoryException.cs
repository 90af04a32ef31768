namespace Winnow.Inference.Internal.Running;

/// <summary>A device had not enough memory for a batch; fewer items at once may fit.</summary>
internal sealed class DeviceMemoryException(string message, Exception? inner = null) : Exception(message, inner)
{
    // What CUDA, cuDNN, cuBLAS, TensorRT and the arena of ONNX Runtime say.
    private static readonly string[] s_signs =
        ["out of memory", "failed to allocate memory", "CUDA_ERROR_OUT_OF_MEMORY", "ALLOC_FAILED", "OutOfMemory", "Available memory of"];

    /// <summary>Whether a message of ONNX Runtime means that.</summary>
    public static bool IsMeantBy(string message) => s_signs.Any(sign => message.Contains(sign, StringComparison.OrdinalIgnoreCase));
}
