using Microsoft.ML.OnnxRuntime;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;
using Winnow.Inference.Internal.Tuning;

namespace Winnow.Inference.Internal.Devices;

/// <summary>Opens ONNX files with the provider that is asked for, or with the next one when that one is not there.</summary>
internal static class OnnxSessions
{
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidModel"/></exception>
    /// <param name="path">The file.</param>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="network">What the card says about it.</param>
    /// <param name="encoder">Makes its inputs.</param>
    /// <param name="context">How models are run here.</param>
    public static OpenSession Open(string path, string hash, ModelNetwork network, IItemEncoder encoder, LoadContext context)
    {
        try
        {
            var (opened, provider, fallback) = Providers.OpenFirst(
                Providers.OrderOf(context.Options.Provider), provider => Open(path, hash, network, encoder, context, provider));
            return opened with { Provider = provider, FallbackReason = Reason.Join(fallback, opened.FallbackReason) };
        }
        catch (OnnxRuntimeException exception)
        {
            throw new WinnowException(ErrorCodes.InvalidModel,
                $"{network.File} of {context.Card.Name}@{context.Card.Version} is not an ONNX model that can be loaded ({exception.Message}). Export and upload it again, with the files that it names beside it.", exception);
        }
    }

    private static OpenSession Open(string path, string hash, ModelNetwork network, IItemEncoder encoder, LoadContext context, string provider)
    {
        var batch = context.BatchOf(network, provider);
        using var options = Options(batch.Threads);
        if (provider == Providers.Cpu) return OpenOnCpu(path, hash, options, network, encoder, context);
        Providers.Require(provider);
        if (context.Options.CudaGraphs && provider == Providers.Cuda && encoder.Axes.All(axis => axis is not null))
            return OpenGraph(path, network, encoder, context, batch);
        if (provider == Providers.TensorRt) AddTensorRt(options, network, encoder, context, batch.Size);
        AddCuda(options, context.Options, isGraph: false);
        return WithIo(new(path, options), network, (session, type) => new PinnedIo(session, network.Input.Tensor, type, PinnedIo.MemoryOf(context.Options.Device)));
    }

    private static OpenSession OpenOnCpu(string path, string hash, SessionOptions options, ModelNetwork network, IItemEncoder encoder, LoadContext context)
    {
        // A plan of the memory for each shape is worth it when there are not many.
        options.EnableMemoryPattern = encoder.Axes.All(axis => axis is not null);
        var optimised = new OptimisedModels(Path.Combine(RootOf(context), "optimised"), OrtEnv.Instance().GetVersionString(), MachineKind.Name);
        // Weights may lie in files beside it.
        var (session, warning) = optimised.Open(path, $"{hash}-{context.Files.Hash}", Providers.Cpu, options);
        return WithIo(session, network, (_, type) => new HostIo(session, network.Input.Tensor, type)) with { Warning = warning };
    }

    private static string RootOf(LoadContext context) =>
        context.Options.EngineFolder is { Length: > 0 } set ? set : Path.Combine(Path.GetTempPath(), "winnow-engines");

    private static SessionOptions Options(int threads)
    {
        var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        // Threads that spin while they wait take the cores from decoding and from other callers.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static void AddCuda(SessionOptions options, InferenceOptions settings, bool isGraph)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(ProviderSettings.Cuda(settings, isGraph));
        options.AppendExecutionProvider_CUDA(cuda);
    }

    private static void AddTensorRt(SessionOptions options, ModelNetwork network, IItemEncoder encoder, LoadContext context, int batch)
    {
        // Engines of other files, and of other ranges of shapes, are other engines.
        var folder = Path.Combine(RootOf(context), context.Files.Hash, $"{Path.GetFileNameWithoutExtension(network.File)}-{batch}{(context.Options.HalfPrecision ? "-half" : "")}");
        Directory.CreateDirectory(folder);
        using var tensorRt = new OrtTensorRTProviderOptions();
        tensorRt.UpdateOptions(ProviderSettings.TensorRt(context.Options, network.Input, encoder.Range, batch, folder));
        options.AppendExecutionProvider_Tensorrt(tensorRt);
    }

    /// <summary>A recorded model, tried out; where recording does not work, the model as it is, and why.</summary>
    private static OpenSession OpenGraph(string path, ModelNetwork network, IItemEncoder encoder, LoadContext context, ModelBatch batch)
    {
        var device = context.Options.Device;
        try
        {
            using var recorded = Options(batch.Threads);
            AddCuda(recorded, context.Options, isGraph: true);
            return WithIo(new(path, recorded), network, (session, _) => TryOut(session, network, encoder, batch.Size, device));
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or NotSupportedException or DllNotFoundException)
        {
            using var plain = Options(batch.Threads);
            AddCuda(plain, context.Options, isGraph: false);
            var opened = WithIo(new(path, plain), network, (session, type) => new PinnedIo(session, network.Input.Tensor, type, PinnedIo.MemoryOf(device)));
            return opened with { FallbackReason = $"It is not recorded as a CUDA graph: {Reason.Cut(exception.Message)}" };
        }
    }

    private static GraphIo TryOut(InferenceSession session, ModelNetwork network, IItemEncoder encoder, int items, int device)
    {
        if (!GraphIo.Fits(session)) throw new NotSupportedException("not all shapes in the file are fixed.");
        var onDevice = new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, device, OrtMemType.Default);
        var io = new GraphIo(session, network.Input.Tensor, items, onDevice, PinnedIo.MemoryOf(device), CudaRuntime.Copy);
        try
        {
            using var blank = encoder.Blank();
            // The first call records, the second plays back.
            for (var i = 0; i < 2; i++) io.Run([blank], [.. session.OutputMetadata.Keys]).Dispose();
            return io;
        }
        catch
        {
            io.Dispose();
            throw;
        }
    }

    private static OpenSession WithIo(
        InferenceSession session, ModelNetwork network, Func<InferenceSession, Microsoft.ML.OnnxRuntime.Tensors.TensorElementType, INetworkIo> io)
    {
        try
        {
            var type = session.InputMetadata.TryGetValue(network.Input.Tensor, out var input) && input.IsTensor ? input.ElementDataType : default;
            return new(session, io(session, type));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
