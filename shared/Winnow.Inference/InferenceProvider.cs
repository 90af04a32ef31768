namespace Winnow.Inference;

/// <summary>What is asked to run the models.</summary>
public enum InferenceProvider
{
    /// <summary>CUDA when there is a device that works, the CPU otherwise.</summary>
    Auto,

    Cpu,

    /// <summary>CUDA; falls back to the CPU when it cannot be used, and the result says so.</summary>
    Cuda,

    /// <summary>TensorRT, with CUDA for what it cannot do; falls back to CUDA, and then to the CPU, and the result says so.</summary>
    TensorRt,
}
