using System.Collections.ObjectModel;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Internal;
using Winnow.Inference.Internal.Cards;
using Winnow.Inference.Internal.Pages;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference;

/// <summary>A loaded model with everything around it: items in, answers out.</summary>
/// <remarks>Safe for several threads; all runs together make at most <see cref="Callers"/> calls of ONNX Runtime at once.</remarks>
public sealed class ModelSession : IDisposable
{
    /// <summary>Inputs of this size, but not more items, are handed on together.</summary>
    private const long ParcelBytes = 2 << 20;
    private const int MaxParcelItems = 64;

    /// <summary>Items of a run that are in work at once: some for each stage.</summary>
    private const int MinWindowItems = 128;
    private const int WindowBatches = 3;

    private readonly ModelFiles _files;
    private readonly IModelRunner _model;
    private readonly Engine _engine;
    private readonly Pipeline _pipeline;

    private ModelSession(IModelRunner model, LoadContext context)
    {
        (_files, _model, Card) = (context.Files, model, context.Card);
        var batch = model.Batch;
        BatchSize = Math.Min(batch.Size, model.MaxBatch ?? int.MaxValue);
        Callers = batch.Callers == 0 ? Environment.ProcessorCount : batch.Callers;
        var memory = new ReadAhead((long)context.Options.ReadAheadMegabytes << 20);
        _engine = new(model, new(BatchSize, Callers, batch.Threads), Environment.ProcessorCount, memory);
        // Twice what is in use at once: of inputs in many sizes, those that wait are seldom of the size that comes next.
        context.Inputs.MaxBytes = 2 * Math.Max(_engine.MaxWaitingBytes, (long)BatchSize * Callers * model.MaxInputBytes);
        var parcel = (int)Math.Clamp(ParcelBytes / model.MaxInputBytes, 1, MaxParcelItems);
        _pipeline = new(_engine, memory, parcel, Math.Max(MinWindowItems, WindowBatches * BatchSize * Callers));
    }

    public ModelCard Card { get; }

    /// <summary>What really runs the model: <c>cpu</c>, <c>cuda</c> or <c>tensorrt</c>; of pages, what runs the detector.</summary>
    public string Provider => _model.Provider;

    /// <summary>Why it does not run as it was asked for, of pages with the parts that do not; null when nothing was in the way.</summary>
    public string? FallbackReason => _model.FallbackReason;

    /// <summary>What went otherwise than asked for, and went on all the same: <see cref="FallbackReason"/>, a damaged file, batches that the device had no memory for.</summary>
    /// <remarks>Each is a line of some hundred characters at most.</remarks>
    public IReadOnlyList<string> Warnings => [.. _model.Warnings, .. _engine.Warnings];

    /// <summary>Classes, tags or characters, in the order of the scores; of pages, the characters.</summary>
    public IReadOnlyList<string> Labels => _model.Labels;

    /// <summary>Items per call of ONNX Runtime.</summary>
    public int BatchSize { get; }

    /// <summary>Calls of ONNX Runtime at once.</summary>
    public int Callers { get; }

    /// <summary>Most memory that the input of one item takes.</summary>
    internal long MaxInputBytes => _model.MaxInputBytes;

    /// <summary>Loads a model and checks it against its card.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidCard"/>, <see cref="ErrorCodes.InvalidModel"/>, <see cref="ErrorCodes.ModelMismatch"/></exception>
    /// <param name="files">The model.</param>
    /// <param name="options">How models are run on this machine.</param>
    /// <param name="tuned">What was measured to be fastest on this machine, by provider; null for nothing. Options come first, then this, then the card.</param>
    public static ModelSession Load(ModelFiles files, InferenceOptions options, IReadOnlyDictionary<string, ModelBatch>? tuned = null)
    {
        var card = ModelCardReader.Read(CardText.Read(files, ModelFiles.CardFile), ModelFiles.CardFile);
        var context = new LoadContext(files, card, options, tuned ?? ReadOnlyDictionary<string, ModelBatch>.Empty);
        IModelRunner model = card.Page is null ? NetworkRunner.Load(context) : PageRunner.Load(context);
        return new(model, context);
    }

    /// <summary>Runs the model on blank input, and checks what comes out.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.ModelMismatch"/>, <see cref="ErrorCodes.InvalidModel"/></exception>
    public void Validate() => _model.Validate();

    /// <summary>Runs the model on the card's sample, and compares.</summary>
    /// <returns>Null when the card has no sample.</returns>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidCard"/>: the sample's file is missing.</exception>
    public async Task<SampleCheck?> CheckSampleAsync(CancellationToken cancellationToken)
    {
        if (Card.Sample is not { } sample) return null;
        var path = _files.PathOf(sample.Input);
        if (!File.Exists(path)) throw OnnxNetwork.Absent(ErrorCodes.InvalidCard, sample.Input);
        var item = new InferenceItem(sample.Input, await File.ReadAllBytesAsync(path, cancellationToken));
        var result = await RunAsync(new[] { item }.ToAsyncEnumerable(), new(), cancellationToken).SingleAsync(cancellationToken);
        return new(result, SampleComparison.Compare(sample, result));
    }

    /// <summary>Runs the model on a stream of items: reading ahead, decoding and running overlap, memory is bounded, the order is kept.</summary>
    /// <param name="items">Read ahead as far as <see cref="InferenceOptions.ReadAheadMegabytes"/> allow.</param>
    /// <param name="times">Gets the time inside ONNX Runtime.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>One result per item; an item that cannot be decoded has an error in its result.</returns>
    public IAsyncEnumerable<InferenceResult> RunAsync(
        IAsyncEnumerable<InferenceItem> items, InferenceTimes times, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(items, times, cancellationToken);

    public void Dispose()
    {
        // The engine first: its threads use the model.
        _engine.Dispose();
        _model.Dispose();
    }
}
