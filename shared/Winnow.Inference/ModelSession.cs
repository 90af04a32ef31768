using System.Security.Cryptography;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Internal;

namespace Winnow.Inference;

/// <summary>A loaded model with everything around it: images in, labels or texts out.</summary>
/// <remarks>Safe for several threads; all runs together make at most <see cref="Callers"/> calls of ONNX Runtime at once.</remarks>
public sealed class ModelSession : IDisposable
{
    private readonly OnnxModel _model;
    private readonly SemaphoreSlim _callers;
    private readonly Pipeline _pipeline;

    private ModelSession(OnnxModel model, ModelCard card, InferenceOptions options)
    {
        _model = model;
        Card = card;
        var batch = model.Provider == "cuda" ? card.CudaBatch : card.CpuBatch;
        BatchSize = Math.Min(options.BatchSize ?? batch.Size, model.FixedBatch ?? int.MaxValue);
        Callers = options.Callers ?? (batch.Callers == 0 ? Environment.ProcessorCount : batch.Callers);
        _callers = new(Callers);
        _pipeline = new(model, card.Input, new(BatchSize, Callers, batch.Threads), _callers, options.MaxPixels);
    }

    public ModelCard Card { get; }

    /// <summary>What really runs the model: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Provider => _model.Provider;

    /// <summary>Why CUDA was asked for and does not run; null when nothing was in the way.</summary>
    public string? FallbackReason => _model.FallbackReason;

    /// <summary>Classes, or characters, in the order of the scores.</summary>
    public IReadOnlyList<string> Labels => _model.Labels;

    /// <summary>Items per call of ONNX Runtime.</summary>
    public int BatchSize { get; }

    /// <summary>Calls of ONNX Runtime at once.</summary>
    public int Callers { get; }

    /// <summary>Loads a model and checks it against its card.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidCard"/>, <see cref="ErrorCodes.InvalidModel"/>, <see cref="ErrorCodes.ModelMismatch"/></exception>
    public static ModelSession Load(ModelFiles files, InferenceOptions options)
    {
        if (!File.Exists(files.CardPath)) throw Absent(ErrorCodes.InvalidCard, ModelFiles.CardFile);
        if (!File.Exists(files.ModelPath)) throw Absent(ErrorCodes.InvalidModel, ModelFiles.ModelFile);
        var card = ModelCardReader.Read(File.ReadAllText(files.CardPath), ModelFiles.CardFile);
        RequireHash(files, card);
        card = ReadLabelFile(files, card);
        var model = OnnxModel.Load(files, card, options);
        return model.FixedBatch is null or 1
            ? new(model, card, options)
            : throw Refuse(model, $"the input is made for exactly {model.FixedBatch} items, one or any number is supported");
    }

    /// <summary>Runs the model on blank input, and checks what comes out.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.ModelMismatch"/>, <see cref="ErrorCodes.InvalidModel"/></exception>
    public void Validate()
    {
        var width = Card.Input.Width.Minimum;
        var blank = new float[Card.Input.ChannelCount * Card.Input.Height * width];
        var sum = 0.0;
        var steps = 0;
        try
        {
            _model.Run(blank, 1, width, (_, scores) =>
            {
                steps = scores.Length / _model.Decoder.Classes;
                foreach (var score in scores) sum += score is >= -1e-3f and <= 1.001f ? score : double.NaN;
            });
        }
        catch (Microsoft.ML.OnnxRuntime.OnnxRuntimeException exception)
        {
            throw new WinnowException(ErrorCodes.InvalidModel, $"{Card.Name}@{Card.Version} fails on a blank input: {exception.Message}", exception);
        }

        if (Card.Output.Kind == OutputKind.Probabilities && !(Math.Abs(sum - steps) <= 0.01 * steps))
            throw Mismatch($"output '{Card.Output.Tensor}' is no probabilities on a blank input, their sum is not 1; if the card should say kind: logits, correct it");
    }

    /// <summary>Runs the model on a stream of items: reading ahead, decoding and running overlap, memory is bounded, the order is kept.</summary>
    /// <param name="items">Read one window ahead of what is being decoded.</param>
    /// <param name="times">Gets the time inside ONNX Runtime.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>One result per item; an item that cannot be decoded has an error in its result.</returns>
    public IAsyncEnumerable<InferenceResult> RunAsync(
        IAsyncEnumerable<InferenceItem> items, InferenceTimes times, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(items, times, cancellationToken);

    public void Dispose()
    {
        _callers.Dispose();
        _model.Dispose();
    }

    private static void RequireHash(ModelFiles files, ModelCard card)
    {
        if (card.Sha256 is null) return;
        using var stream = File.OpenRead(files.ModelPath);
        var actual = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (actual != card.Sha256)
            throw new WinnowException(ErrorCodes.InvalidModel,
                $"{ModelFiles.ModelFile} of {card.Name}@{card.Version} has the SHA-256 {actual}, the card says {card.Sha256}. Upload the right file or correct the card.");
    }

    private static ModelCard ReadLabelFile(ModelFiles files, ModelCard card)
    {
        if (card.Labels.File is not { } file) return card;
        var path = Path.Combine(files.Folder, file);
        if (!File.Exists(path)) throw Absent(ErrorCodes.InvalidCard, file);
        return card with { Labels = new() { Inline = LabelFile.Split(File.ReadAllText(path), card.Labels.AppendSpace) } };
    }

    private static WinnowException Absent(string code, string file) =>
        new(code, $"The model has no file '{file}'. Upload it to the container models, beside the others.");

    private WinnowException Mismatch(string what) => new(ErrorCodes.ModelMismatch, $"{Card.Name}@{Card.Version} does not fit its card: {what}.");

    private static WinnowException Refuse(OnnxModel model, string what)
    {
        model.Dispose();
        return new(ErrorCodes.ModelMismatch, $"The model cannot be used: {what}. Export it with a dynamic batch.");
    }
}
