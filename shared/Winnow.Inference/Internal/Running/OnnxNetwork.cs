using Microsoft.ML.OnnxRuntime;
using Winnow.Core.Errors;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal;

/// <summary>An ONNX file in ONNX Runtime, checked against its card.</summary>
internal sealed class OnnxModel : IDisposable
{
    private const string Cuda = "CUDAExecutionProvider";

    private readonly InferenceSession _session;
    private readonly ModelCard _card;
    private readonly RunOptions _run = new();

    private OnnxModel(InferenceSession session, ModelCard card, string provider, string? fallback)
    {
        (_session, _card, Provider, FallbackReason) = (session, card, provider, fallback);
        Labels = ResolveLabels();
        Decoder = new(card.Output, Labels);
        CheckInput();
        CheckOutput();
    }

    /// <summary><c>cpu</c> or <c>cuda</c>: what really runs the model.</summary>
    public string Provider { get; }

    /// <summary>Why CUDA was asked for and does not run; null when nothing was in the way.</summary>
    public string? FallbackReason { get; }

    public IReadOnlyList<string> Labels { get; }

    public OutputDecoder Decoder { get; }

    /// <summary>Most items per call that the file allows; null when the card decides.</summary>
    public int? FixedBatch => _session.InputMetadata[_card.Input.Tensor].Dimensions[0] is > 0 and var batch ? batch : null;

    /// <summary>Loads a model on the provider that is asked for, or on the CPU when that one is not there.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidModel"/>, <see cref="ErrorCodes.ModelMismatch"/></exception>
    public static OnnxModel Load(ModelFiles files, ModelCard card, InferenceOptions options)
    {
        string? fallback = null;
        if (options.Provider != InferenceProvider.Cpu)
        {
            if (OrtEnv.Instance().GetAvailableProviders().Contains(Cuda))
            {
                try
                {
                    return Create(files, card, Threads(card.CudaBatch, options), "cuda", null);
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
            return Create(files, card, Threads(card.CpuBatch, options), "cpu", fallback);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new WinnowException(ErrorCodes.InvalidModel,
                $"{ModelFiles.ModelFile} of {card.Name}@{card.Version} is not an ONNX model that can be loaded ({exception.Message}). Export and upload it again.", exception);
        }
    }

    /// <summary>Runs one batch and hands each item's scores to <paramref name="receive"/> as long as they are valid.</summary>
    /// <param name="input">[count × channels × height × width].</param>
    /// <param name="count">Items.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="receive">Index in the batch, and [steps × classes] scores.</param>
    /// <returns>Time inside ONNX Runtime.</returns>
    public TimeSpan Run(Memory<float> input, int count, int width, Action<int, ReadOnlySpan<float>> receive)
    {
        long[] shape = [count, _card.Input.ChannelCount, _card.Input.Height, width];
        using var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input, shape);
        var started = TimeProvider.System.GetTimestamp();
        using var outputs = _session.Run(_run, [_card.Input.Tensor], [tensor], [_card.Output.Tensor]);
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var output = outputs[0];
        var dimensions = output.GetTensorTypeAndShape().Shape;
        if (dimensions[0] != count || dimensions[^1] != Decoder.Classes || dimensions.Length != OutputRank)
            throw Mismatch($"output '{_card.Output.Tensor}' came out as [{string.Join(", ", dimensions)}] for {count} items, the card says {OutputShape}");
        var scores = output.GetTensorDataAsSpan<float>();
        var length = scores.Length / count;
        for (var i = 0; i < count; i++) receive(i, scores.Slice(i * length, length));
        return elapsed;
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private int OutputRank => _card.Output.Decoding == OutputDecoding.Ctc ? 3 : 2;

    private string OutputShape => OutputRank == 3 ? $"[N, steps, {Decoder.Classes}]" : $"[N, {Decoder.Classes}]";

    private static int Threads(ModelBatch batch, InferenceOptions options) =>
        options.Threads ?? (batch.Threads == 0 ? Environment.ProcessorCount : batch.Threads);

    private static OnnxModel Create(ModelFiles files, ModelCard card, int threads, string provider, string? fallback)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
        // Threads that spin while they wait take the cores from decoding and from other callers.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (provider == "cuda") options.AppendExecutionProvider_CUDA(0);
        var session = new InferenceSession(files.ModelPath, options);
        try
        {
            return new(session, card, provider, fallback);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private string[] ResolveLabels()
    {
        var labels = _card.Labels;
        if (labels.Inline is { } inline) return [.. inline];
        if (!_session.ModelMetadata.CustomMetadataMap.TryGetValue(labels.Metadata!, out var text))
            throw Mismatch($"the metadata of {ModelFiles.ModelFile} has no key '{labels.Metadata}'; its keys are '{string.Join("', '", _session.ModelMetadata.CustomMetadataMap.Keys)}'");
        return LabelFile.Split(text, labels.AppendSpace);
    }

    private void CheckInput()
    {
        var (name, input) = (_card.Input.Tensor, _card.Input);
        if (_session.InputMetadata.Count != 1) throw Mismatch($"the model has {_session.InputMetadata.Count} inputs, one image input is supported");
        if (!_session.InputMetadata.TryGetValue(name, out var actual))
            throw Mismatch($"the model has no input '{name}'; its input is '{_session.InputMetadata.Keys.First()}'");
        string[] expected = ["N", $"{input.ChannelCount}", $"{input.Height}", input.Width.IsFixed ? $"{input.Width.Minimum}" : "W"];
        var dimensions = actual.Dimensions;
        var fits = actual.ElementType == typeof(float) && dimensions.Length == 4 && Fits(dimensions[1], input.ChannelCount)
            && Fits(dimensions[2], input.Height) && (input.Width.IsFixed ? Fits(dimensions[3], input.Width.Minimum) : dimensions[3] <= 0);
        if (!fits) throw Mismatch($"input '{name}' is {Describe(actual)}, the card says Single[{string.Join(", ", expected)}]");
    }

    private void CheckOutput()
    {
        var name = _card.Output.Tensor;
        if (!_session.OutputMetadata.TryGetValue(name, out var actual))
            throw Mismatch($"the model has no output '{name}'; its outputs are '{string.Join("', '", _session.OutputMetadata.Keys)}'");
        if (_card.Output.Blank >= Decoder.Classes)
            throw Mismatch($"output.blank is {_card.Output.Blank}, the classes are 0 to {Decoder.Classes - 1}");
        var dimensions = actual.Dimensions;
        // Exporters sometimes lose the rank; a run on a blank input finds what cannot be seen here.
        var fits = actual.ElementType == typeof(float) && (dimensions.Length == 0 || (dimensions.Length == OutputRank && Fits(dimensions[^1], Decoder.Classes)));
        if (!fits) throw Mismatch($"output '{name}' is {Describe(actual)}, the card says Single{OutputShape} ({Labels.Count} labels)");
    }

    private static bool Fits(int actual, int expected) => actual <= 0 || actual == expected;

    private static string Describe(NodeMetadata node) =>
        $"{node.ElementType?.Name ?? "no tensor"}[{string.Join(", ", node.Dimensions.Select(dimension => dimension <= 0 ? "?" : $"{dimension}"))}]";

    private WinnowException Mismatch(string what) =>
        new(ErrorCodes.ModelMismatch, $"{_card.Name}@{_card.Version} does not fit its card: {what}. Correct card.yaml or export the model again.");
}
