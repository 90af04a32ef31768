using Microsoft.ML.OnnxRuntime;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Devices;

/// <summary>What can run a network, by the names that results have for it.</summary>
internal static class Providers
{
    public const string Cpu = "cpu";
    public const string Cuda = "cuda";
    public const string TensorRt = "tensorrt";

    private static readonly Dictionary<string, string> s_ofOnnxRuntime = new() { [Cuda] = "CUDAExecutionProvider", [TensorRt] = "TensorrtExecutionProvider" };

    /// <summary>What is to be tried, in this order.</summary>
    public static IReadOnlyList<string> OrderOf(InferenceProvider provider) => provider switch
    {
        InferenceProvider.Cpu => [Cpu],
        // Whoever did not ask for CUDA is not told that there is none.
        InferenceProvider.Auto => IsBuiltIn(Cuda) ? [Cuda, Cpu] : [Cpu],
        InferenceProvider.Cuda => [Cuda, Cpu],
        _ => [TensorRt, Cuda, Cpu],
    };

    /// <summary>Opens with the first provider that works.</summary>
    /// <param name="order">The providers to try.</param>
    /// <param name="open">Opens with one.</param>
    /// <returns>What was opened, with which, and why not with those before it.</returns>
    /// <exception cref="OnnxRuntimeException">The last of them failed.</exception>
    public static (T Opened, string Provider, string? Fallback) OpenFirst<T>(IReadOnlyList<string> order, Func<string, T> open)
    {
        var reasons = new List<string>();
        foreach (var provider in order.SkipLast(1))
        {
            try
            {
                return (open(provider), provider, Reason.Join(reasons));
            }
            catch (Exception exception) when (exception is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException or NotSupportedException)
            {
                reasons.Add(Reason.Cut(exception.Message));
            }
        }

        return (open(order[^1]), order[^1], Reason.Join(reasons));
    }

    /// <summary>Refuses what this build of ONNX Runtime does not have.</summary>
    /// <exception cref="NotSupportedException"/>
    public static void Require(string provider)
    {
        if (!IsBuiltIn(provider)) throw new NotSupportedException($"This build of ONNX Runtime has no {(provider == Cuda ? "CUDA" : "TensorRT")}: build with -p:Gpu=true.");
    }

    private static bool IsBuiltIn(string provider) => OrtEnv.Instance().GetAvailableProviders().Contains(s_ofOnnxRuntime[provider]);
}
