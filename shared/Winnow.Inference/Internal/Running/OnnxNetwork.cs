using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Cards;
using Winnow.Inference.Internal.Devices;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Internal.Running;

/// <summary>One ONNX file in ONNX Runtime, checked against its card.</summary>
internal sealed class OnnxNetwork : IDisposable
{
    private readonly OpenSession _open;
    private readonly InferenceSession _session;
    private readonly ModelCard _card;
    private readonly ModelNetwork _network;
    private IReadOnlyList<OutputSpec> _outputs = [];
    private string[] _outputNames = [];

    private OnnxNetwork(OpenSession open, IItemEncoder encoder, ModelNetwork network, LoadContext context)
    {
        (_open, _session, _card, _network, Encoder) = (open, open.Session, context.Card, network, encoder);
        Batch = context.BatchOf(network, Provider);
        Labels = ResolveLabels(context.Files);
        CheckInput();
    }

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>tensorrt</c>: what really runs the network.</summary>
    public string Provider => _open.Provider;

    /// <summary>Why it does not run as it was asked for; null when nothing was in the way.</summary>
    public string? FallbackReason => _open.FallbackReason;

    /// <summary>What else went otherwise than planned when it was loaded.</summary>
    public IReadOnlyList<string> Warnings => _open.Warning is { } warning ? [warning] : [];

    public IReadOnlyList<string> Labels { get; }

    public IItemEncoder Encoder { get; }

    /// <summary>How the network is batched.</summary>
    public ModelBatch Batch { get; }

    /// <summary>Items per call that the file is made for, or was recorded with; null: any number.</summary>
    public int? FixedBatch => _session.InputMetadata[_network.Input.Tensor].Dimensions[0] is > 0 and var batch ? batch : _open.Io.FixedItems;

    /// <summary>Loads a network with the provider that is asked for, or with another when that one is not there.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidModel"/>, <see cref="ErrorCodes.ModelMismatch"/>, <see cref="ErrorCodes.InvalidCard"/></exception>
    public static OnnxNetwork Load(LoadContext context, ModelNetwork network)
    {
        var path = context.Files.PathOf(network.File);
        if (!File.Exists(path)) throw Absent(ErrorCodes.InvalidModel, network.File);
        var hash = RequireHash(path, context.Card, network);
        var encoder = ItemEncoders.Create(network.Input, context.Options.MaxPixels, context.Inputs);
        var open = OnnxSessions.Open(path, hash, network, encoder, context);
        try
        {
            return new(open, encoder, network, context);
        }
        catch
        {
            open.Dispose();
            throw;
        }
    }

    public static WinnowException Absent(string code, string file) =>
        new(code, $"The model has no file '{file}'. Upload it to the container models, beside the others.");

    /// <summary>Says which outputs are wanted, and checks them.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.ModelMismatch"/></exception>
    public void Want(IReadOnlyList<OutputSpec> outputs)
    {
        foreach (var output in outputs) CheckOutput(output);
        (_outputs, _outputNames) = (outputs, [.. outputs.Select(output => output.Tensor)]);
    }

    /// <summary>Runs one batch.</summary>
    /// <param name="inputs">Of the same shape.</param>
    /// <param name="times">Gets the time inside ONNX Runtime.</param>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime failed.</exception>
    /// <exception cref="DeviceMemoryException">The device has not enough memory for so many items.</exception>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.ModelMismatch"/>: an output has another shape than the card says.</exception>
    public NetworkOutput Run(IReadOnlyList<InputTensor> inputs, InferenceTimes times)
    {
        var started = TimeProvider.System.GetTimestamp();
        var output = new NetworkOutput(Call(inputs), inputs.Count);
        times.Add(TimeProvider.System.GetElapsedTime(started));
        try
        {
            RequireShapes(output);
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    public WinnowException Mismatch(string what) => new(
        ErrorCodes.ModelMismatch, $"{_card.Name}@{_card.Version} does not fit its card: {what}. Correct card.yaml or export {_network.File} again.");

    public void Dispose() => _open.Dispose();

    private IDisposableReadOnlyCollection<OrtValue> Call(IReadOnlyList<InputTensor> inputs)
    {
        try
        {
            return _open.Io.Run(inputs, _outputNames);
        }
        catch (OnnxRuntimeException exception) when (Provider != Providers.Cpu && DeviceMemoryException.IsMeantBy(exception.Message))
        {
            throw new DeviceMemoryException(exception.Message, exception);
        }
    }

    private void RequireShapes(NetworkOutput output)
    {
        for (var i = 0; i < _outputs.Count; i++)
        {
            var shape = output.ShapeOf(i);
            if (shape.Count == 0 || shape[0] != output.Count || !_outputs[i].IsMetBy(shape))
                throw Mismatch($"output '{_outputs[i].Tensor}' came out as [{string.Join(", ", shape)}] for {output.Count} items, the card says {_outputs[i]}");
        }
    }

    /// <summary>The SHA-256 of the file, which must be the card's when the card has one.</summary>
    private static string RequireHash(string path, ModelCard card, ModelNetwork network)
    {
        using var stream = File.OpenRead(path);
        var actual = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (network.Sha256 is not null && actual != network.Sha256)
            throw new WinnowException(ErrorCodes.InvalidModel,
                $"{network.File} of {card.Name}@{card.Version} has the SHA-256 {actual}, the card says {network.Sha256}. Upload the right file or correct the card.");
        return actual;
    }

    private string[] ResolveLabels(ModelFiles files)
    {
        var labels = _network.Labels;
        if (labels.Inline is { } inline) return [.. inline];
        if (labels.File is { } file) return LabelFile.Split(CardText.Read(files, file), labels.AppendSpace);
        if (!_session.ModelMetadata.CustomMetadataMap.TryGetValue(labels.Metadata!, out var text))
            throw Mismatch($"the metadata of {_network.File} has no key '{labels.Metadata}'; its keys are '{string.Join("', '", _session.ModelMetadata.CustomMetadataMap.Keys)}'");
        return LabelFile.Split(text, labels.AppendSpace);
    }

    private void CheckInput()
    {
        var name = _network.Input.Tensor;
        if (_session.InputMetadata.Count != 1) throw Mismatch($"the model has {_session.InputMetadata.Count} inputs, one is supported");
        if (!_session.InputMetadata.TryGetValue(name, out var actual))
            throw Mismatch($"the model has no input '{name}'; its input is '{_session.InputMetadata.Keys.First()}'");
        if (!actual.IsTensor) throw Mismatch($"input '{name}' is {actual.OnnxValueType}, a tensor is supported");
        var axes = Encoder.Axes;
        var isHalf = actual.ElementDataType == TensorElementType.Float16 && Encoder.Type == TensorElementType.Float;
        var fits = (isHalf || actual.ElementDataType == Encoder.Type) && actual.Dimensions.Length == axes.Count + 1;
        for (var i = 0; fits && i < axes.Count; i++)
            fits = axes[i] is { } size ? actual.Dimensions[i + 1] <= 0 || actual.Dimensions[i + 1] == size : actual.Dimensions[i + 1] <= 0;
        if (!fits) throw Mismatch($"input '{name}' is {Describe(actual)}, the card says {Encoder.Type}[N, {string.Join(", ", axes.Select(size => size is null ? "?" : $"{size}"))}]");
        if (actual.Dimensions[0] > 1) throw Mismatch($"the input is made for exactly {actual.Dimensions[0]} items, one or any number is supported");
    }

    private void CheckOutput(OutputSpec output)
    {
        if (!_session.OutputMetadata.TryGetValue(output.Tensor, out var actual))
            throw Mismatch($"the model has no output '{output.Tensor}'; its outputs are '{string.Join("', '", _session.OutputMetadata.Keys)}'");
        // Exporters sometimes lose the rank; a run on a blank input finds what cannot be seen here.
        var isReal = actual.IsTensor && actual.ElementDataType is TensorElementType.Float or TensorElementType.Float16;
        var fits = isReal && (actual.Dimensions.Length == 0 || output.Fits([.. actual.Dimensions.Select(size => (long)size)]));
        if (!fits) throw Mismatch($"output '{output.Tensor}' is {Describe(actual)}, the card says Float{output}{(Labels.Count > 0 ? $" ({Labels.Count} labels)" : "")}");
    }

    private static string Describe(NodeMetadata node) =>
        $"{(node.IsTensor ? node.ElementDataType : "no tensor")}[{string.Join(", ", node.Dimensions.Select(dimension => dimension <= 0 ? "?" : $"{dimension}"))}]";
}
