namespace Winnow.Inference;

/// <summary>What is asked to run the models.</summary>
public enum InferenceProvider
{
    /// <summary>CUDA when there is a device that works, the CPU otherwise.</summary>
    Auto,

    Cpu,

    /// <summary>CUDA; falls back to the CPU when it cannot be used, and the result says so.</summary>
    Cuda,
}
