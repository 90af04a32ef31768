using Microsoft.ML.OnnxRuntime;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Decoding;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Internal.Running;

/// <summary>A model that is one network: encode, run, decode.</summary>
internal sealed class NetworkRunner : IModelRunner
{
    private readonly ModelCard _card;
    private readonly OnnxNetwork _network;
    private readonly IOutputDecoder _decoder;

    private NetworkRunner(ModelCard card, OnnxNetwork network)
    {
        (_card, _network) = (card, network);
        _decoder = OutputDecoders.Create(card, network);
        network.Want(_decoder.Outputs);
    }

    public string Provider => _network.Provider;

    public string? FallbackReason => _network.FallbackReason;

    public IReadOnlyList<string> Warnings => [.. Reason.OfParts(("It", Provider, FallbackReason)), .. _network.Warnings];

    public IReadOnlyList<string> Labels => _network.Labels;

    public ModelBatch Batch => _network.Batch;

    public int? MaxBatch => _network.FixedBatch;

    public long MaxInputBytes => _network.Encoder.MaxBytes;

    /// <inheritdoc cref="OnnxNetwork.Load"/>
    public static NetworkRunner Load(LoadContext context)
    {
        var network = OnnxNetwork.Load(context, context.Card.Network);
        try
        {
            return new(context.Card, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public IPreparedItem Prepare(ReadOnlyMemory<byte> content) => _network.Encoder.Encode(content.Span);

    public InferenceResult[] Run(IReadOnlyList<(string Id, IPreparedItem Prepared)> items, InferenceTimes times)
    {
        InputTensor[] inputs = [.. items.Select(item => (InputTensor)item.Prepared)];
        using var output = _network.Run(inputs, times);
        var results = new InferenceResult[items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = output.IsFinite(i)
                ? _decoder.Decode(items[i].Id, output, i, inputs[i])
                : new() { Id = items[i].Id, Error = "The model gave a value that is not a finite number for this item." };
        }

        return results;
    }

    public void Validate()
    {
        using var blank = _network.Encoder.Blank();
        try
        {
            using var output = _network.Run([blank], new());
            if (_decoder.FindFault(output, blank) is { } fault) throw _network.Mismatch($"{fault} on a blank input");
        }
        catch (OnnxRuntimeException exception)
        {
            throw new WinnowException(ErrorCodes.InvalidModel, $"{_card.Name}@{_card.Version} fails on a blank input: {exception.Message}", exception);
        }
    }

    public void Dispose() => _network.Dispose();
}
