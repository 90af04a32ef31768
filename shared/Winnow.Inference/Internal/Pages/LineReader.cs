using Winnow.Core.Models;
using Winnow.Inference.Internal.Decoding;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Pages;

/// <summary>Reads the lines of a page: tells which are upside down, when there is a network for it, and recognises each.</summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>Lines that are in memory at once, as pixels and as inputs.</summary>
    private const int LinesAtOnce = 32;

    private readonly OnnxNetwork? _orientation;
    private readonly OnnxNetwork _recognition;
    private readonly ClassDecoder? _turned;
    private readonly double _turnedThreshold;
    private readonly LineDecoder _decoder;
    private readonly double _keptThreshold;

    private LineReader(OnnxNetwork? orientation, OnnxNetwork recognition, PageNetworks page)
    {
        (_orientation, _recognition) = (orientation, recognition);
        var output = (ScoreOutput)page.Recognition.Output;
        (_decoder, _keptThreshold) = (OutputDecoders.CreateLine(output, recognition), output.Threshold);
        recognition.Want(_decoder.Outputs);
        if (orientation is null) return;
        var turned = (ScoreOutput)page.Orientation!.Output;
        (_turned, _turnedThreshold) = (new(turned, orientation.Labels), turned.Threshold);
        orientation.Want(_turned.Outputs);
        if (orientation.Labels.Count != 2) throw orientation.Mismatch($"the part cls has {orientation.Labels.Count} labels, two are expected: upright and turned by 180°");
    }

    public IReadOnlyList<string> Labels => _recognition.Labels;

    public string? FallbackReason => _recognition.FallbackReason;

    public IReadOnlyList<string> Warnings => [.. _recognition.Warnings, .. _orientation?.Warnings ?? []];

    /// <inheritdoc cref="OnnxNetwork.Load"/>
    public static LineReader Load(LoadContext context)
    {
        var page = context.Card.Page!;
        var recognition = OnnxNetwork.Load(context, page.Recognition);
        OnnxNetwork? orientation = null;
        try
        {
            orientation = page.Orientation is { } part ? OnnxNetwork.Load(context, part) : null;
            return new(orientation, recognition, page);
        }
        catch
        {
            recognition.Dispose();
            orientation?.Dispose();
            throw;
        }
    }

    /// <summary>The lines that are read with enough confidence, in the order of the regions.</summary>
    /// <exception cref="InvalidDataException">A network gave a number that is not finite.</exception>
    public IReadOnlyList<ReadLine> Read(PixelImage page, IReadOnlyList<TextRegion> regions, InferenceTimes times)
    {
        var lines = new List<ReadLine>(regions.Count);
        foreach (var some in regions.Chunk(LinesAtOnce)) ReadSome(page, some, lines, times);
        return lines;
    }

    private void ReadSome(PixelImage page, TextRegion[] regions, List<ReadLine> lines, InferenceTimes times)
    {
        PixelImage[] crops = [.. regions.Select(region => LineCropper.Crop(page, region))];
        try
        {
            TurnUpright(crops, times);
            var read = new ReadLine[crops.Length];
            RunAll("rec", _recognition, crops, times, (i, output, item) =>
            {
                var line = _decoder.Decode("", output.ValuesOf(0, item));
                read[i] = new(regions[i], line.Text!, line.Confidence!.Value);
            });
            lines.AddRange(read.Where(line => line.Text.Length > 0 && line.Confidence >= _keptThreshold));
        }
        finally
        {
            foreach (var crop in crops) crop.Dispose();
        }
    }

    public void Validate()
    {
        Validate(_recognition, _decoder);
        if (_orientation is not null) Validate(_orientation, _turned!);
    }

    public void Dispose()
    {
        _recognition.Dispose();
        _orientation?.Dispose();
    }

    private static void Validate(OnnxNetwork network, IOutputDecoder decoder)
    {
        using var blank = network.Encoder.Blank();
        using var output = network.Run([blank], new());
        if (decoder.FindFault(output, blank) is { } fault) throw network.Mismatch($"{fault} on a blank input");
    }

    private void TurnUpright(PixelImage[] crops, InferenceTimes times)
    {
        if (_orientation is null) return;
        RunAll("cls", _orientation, crops, times, (i, output, item) =>
        {
            var said = _turned!.Decode("", output.ValuesOf(0, item));
            if (said.Label == _orientation.Labels[1] && said.Confidence >= _turnedThreshold) LineCropper.TurnOver(crops[i]);
        });
    }

    /// <summary>Runs a network on images, batched by shape.</summary>
    /// <exception cref="InvalidDataException">It gives a number that is not finite for one of them: a page without that line would pass for a page that was read.</exception>
    private static void RunAll(string part, OnnxNetwork network, PixelImage[] images, InferenceTimes times, Action<int, NetworkOutput, int> receive)
    {
        var encoder = (ImageEncoder)network.Encoder;
        InputTensor[] inputs = [.. images.Select(encoder.Encode)];
        try
        {
            var batches = Enumerable.Range(0, inputs.Length).GroupBy(i => inputs[i].Shape).SelectMany(shape => shape.Chunk(network.FixedBatch ?? network.Batch.Size));
            foreach (var batch in batches)
            {
                using var output = network.Run([.. batch.Select(i => inputs[i])], times);
                for (var item = 0; item < batch.Length; item++)
                {
                    if (!output.IsFinite(item))
                        throw new InvalidDataException($"The part {part} gave a value that is not a finite number for a line of this page.");
                    receive(batch[item], output, item);
                }
            }
        }
        finally
        {
            foreach (var input in inputs) input.Dispose();
        }
    }
}
