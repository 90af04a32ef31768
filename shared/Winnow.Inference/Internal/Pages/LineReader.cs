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

    /// <summary>When so many pixels are cut out, no further line is.</summary>
    private const int PixelsAtOnce = 4_000_000;

    private readonly OnnxNetwork? _orientation;
    private readonly OnnxNetwork _recognition;
    private readonly LinePart? _cls;
    private readonly LinePart _rec;
    private readonly LineCropper _cropper;
    private readonly ClassDecoder? _turned;
    private readonly double _turnedThreshold;
    private readonly LineDecoder _decoder;
    private readonly double _keptThreshold;

    private LineReader(OnnxNetwork? orientation, OnnxNetwork recognition, PageNetworks page)
    {
        (_orientation, _recognition) = (orientation, recognition);
        (_cls, _rec) = (orientation is null ? null : LinePart.Of("cls", orientation), LinePart.Of("rec", recognition));
        _cropper = new([.. Networks.Select(part => (ImageEncoder)part.Network.Encoder)]);
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

    /// <summary>What it is made of, by the names of the card.</summary>
    public IEnumerable<(string Name, OnnxNetwork Network)> Networks =>
        _orientation is null ? [("rec", _recognition)] : [("cls", _orientation), ("rec", _recognition)];

    /// <summary>What went otherwise than planned when lines were read.</summary>
    public IReadOnlyList<string> Warnings => [.. _cls?.Warnings ?? [], .. _rec.Warnings];

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
    /// <exception cref="DeviceMemoryException">There is not enough memory for one line.</exception>
    public IReadOnlyList<ReadLine> Read(PixelImage page, IReadOnlyList<TextRegion> regions, InferenceTimes times)
    {
        var lines = new List<ReadLine>(regions.Count);
        for (var start = 0; start < regions.Count;) start += ReadSome(page, regions, start, lines, times);
        return lines;
    }

    /// <returns>How many regions were read, the first of them included.</returns>
    private int ReadSome(PixelImage page, IReadOnlyList<TextRegion> regions, int start, List<ReadLine> lines, InferenceTimes times)
    {
        var crops = CropSome(page, regions, start);
        try
        {
            TurnUpright(crops, times);
            var read = new ReadLine[crops.Count];
            _rec.Run(crops, times, (i, output, item) =>
            {
                var line = _decoder.Decode("", output.ValuesOf(0, item));
                read[i] = new(regions[start + i], line.Text!, line.Confidence!.Value);
            });
            lines.AddRange(read.Where(line => line.Text.Length > 0 && line.Confidence >= _keptThreshold));
            return crops.Count;
        }
        finally
        {
            crops.ForEach(crop => crop.Dispose());
        }
    }

    private List<PixelImage> CropSome(PixelImage page, IReadOnlyList<TextRegion> regions, int start)
    {
        var crops = new List<PixelImage>();
        var pixels = 0;
        while (start + crops.Count < regions.Count && crops.Count < LinesAtOnce && pixels < PixelsAtOnce)
        {
            var crop = _cropper.Crop(page, regions[start + crops.Count]);
            crops.Add(crop);
            pixels += crop.Width * crop.Height;
        }

        return crops;
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

    private void TurnUpright(List<PixelImage> crops, InferenceTimes times)
    {
        _cls?.Run(crops, times, (i, output, item) =>
        {
            var said = _turned!.Decode("", output.ValuesOf(0, item));
            if (said.Label == _orientation!.Labels[1] && said.Confidence >= _turnedThreshold) LineCropper.TurnOver(crops[i]);
        });
    }
}
