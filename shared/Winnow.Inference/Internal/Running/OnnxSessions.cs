using Microsoft.ML.OnnxRuntime;
using Winnow.Core.Errors;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Running;

/// <summary>Opens ONNX files on the provider that is asked for, or on the CPU when that one is not there.</summary>
internal static class OnnxSessions
{
    private const string Cuda = "CUDAExecutionProvider";

    /// <returns>The session, <c>cpu</c> or <c>cuda</c>, and why it is not CUDA though that was asked for.</returns>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidModel"/></exception>
    public static (InferenceSession Session, string Provider, string? Fallback) Open(string path, ModelCard card, ModelNetwork network, InferenceOptions options)
    {
        string? fallback = null;
        if (options.Provider != InferenceProvider.Cpu)
        {
            if (OrtEnv.Instance().GetAvailableProviders().Contains(Cuda))
            {
                try
                {
                    return (Create(path, Threads(network.CudaBatch, options), isCuda: true), "cuda", null);
                }
                catch (OnnxRuntimeException exception)
                {
                    fallback = exception.Message;
                }
            }
            else if (options.Provider == InferenceProvider.Cuda)
            {
                fallback = "This build of ONNX Runtime has no CUDA: build with -p:Gpu=true.";
            }
        }

        try
        {
            return (Create(path, Threads(network.CpuBatch, options), isCuda: false), "cpu", fallback);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new WinnowException(ErrorCodes.InvalidModel,
                $"{network.File} of {card.Name}@{card.Version} is not an ONNX model that can be loaded ({exception.Message}). Export and upload it again.", exception);
        }
    }

    private static int Threads(ModelBatch batch, InferenceOptions options) =>
        options.Threads ?? (batch.Threads == 0 ? Environment.ProcessorCount : batch.Threads);

    private static InferenceSession Create(string path, int threads, bool isCuda)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
        // Threads that spin while they wait take the cores from decoding and from other callers.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (isCuda) options.AppendExecutionProvider_CUDA(0);
        return new(path, options);
    }
}
