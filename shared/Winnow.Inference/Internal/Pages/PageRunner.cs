using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Pages;

/// <summary>Reads pages: finds the lines, turns those over that are upside down, and reads each.</summary>
internal sealed class PageRunner : IModelRunner
{
    private readonly OnnxNetwork _detection;
    private readonly LineReader _reader;
    private readonly RegionFinder _finder;
    private readonly int _maxPixels;

    private PageRunner(OnnxNetwork detection, LineReader reader, RegionOutput output, int maxPixels)
    {
        (_detection, _reader, _finder, _maxPixels) = (detection, reader, new(output), maxPixels);
        detection.Want([new(output.Tensor, [1, null, null], "", "height", "width")]);
    }

    public string Provider => _detection.Provider;

    public string? FallbackReason => Reason.Join(Fallbacks);

    public IReadOnlyList<string> Warnings => [.. Fallbacks, .. Networks.SelectMany(part => part.Network.Warnings), .. _reader.Warnings];

    public IReadOnlyList<string> Labels => _reader.Labels;

    public ModelBatch Batch => _detection.Batch;

    public int? MaxBatch => _detection.FixedBatch;

    public long MaxInputBytes => _detection.Encoder.MaxBytes;

    private IEnumerable<(string Name, OnnxNetwork Network)> Networks => [("det", _detection), .. _reader.Networks];

    private IReadOnlyList<string> Fallbacks =>
        Reason.OfParts(Networks.Select(part => (part.Name, part.Network.Provider, part.Network.FallbackReason)));

    /// <inheritdoc cref="OnnxNetwork.Load"/>
    public static PageRunner Load(LoadContext context)
    {
        var page = context.Card.Page!;
        var loaded = new List<IDisposable>();
        try
        {
            var detection = OnnxNetwork.Load(context, page.Detection);
            loaded.Add(detection);
            var reader = LineReader.Load(context);
            loaded.Add(reader);
            return new(detection, reader, (RegionOutput)page.Detection.Output, context.Options.MaxPixels);
        }
        catch
        {
            loaded.ForEach(part => part.Dispose());
            throw;
        }
    }

    public IPreparedItem Prepare(ReadOnlyMemory<byte> content) => PageItem.Prepare(content, (ImageEncoder)_detection.Encoder, _maxPixels);

    public InferenceResult[] Run(IReadOnlyList<(string Id, IPreparedItem Prepared)> items, InferenceTimes times)
    {
        PageItem[] pages = [.. items.Select(item => (PageItem)item.Prepared)];
        using var output = _detection.Run([.. pages.Select(page => page.Input)], times);
        var results = new InferenceResult[items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            try
            {
                results[i] = Read(items[i].Id, pages[i], output, i, times);
            }
            catch (InvalidDataException exception)
            {
                results[i] = new() { Id = items[i].Id, Error = exception.Message };
            }
            catch (DeviceMemoryException exception)
            {
                // Fewer pages at once would not help: lines are read page by page, and one was too much.
                results[i] = new() { Id = items[i].Id, Error = $"There is not enough memory for a line of this page: {Reason.Cut(exception.Message)}" };
            }
        }

        return results;
    }

    public void Validate()
    {
        using var blank = _detection.Encoder.Blank();
        try
        {
            _detection.Run([blank], new()).Dispose();
            _reader.Validate();
        }
        catch (Microsoft.ML.OnnxRuntime.OnnxRuntimeException exception)
        {
            throw new WinnowException(ErrorCodes.InvalidModel, $"A part of the model fails on a blank input: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _detection.Dispose();
        _reader.Dispose();
    }

    private InferenceResult Read(string id, PageItem page, NetworkOutput output, int item, InferenceTimes times)
    {
        if (!output.IsFinite(item)) throw new InvalidDataException("The part det gave a value that is not a finite number for this page.");
        var (height, width) = (output.Size(0, 2), output.Size(0, 3));
        var regions = _finder.Find(output.ValuesOf(0, item), width, height);
        var placement = page.Input.Placement;
        // A map may be smaller than the input.
        var (scaleX, scaleY) = (page.Input.Size.Width / (double)width / placement.ScaleX, page.Input.Size.Height / (double)height / placement.ScaleY);
        var onPage = ReadingOrder.Sort(regions.ConvertAll(region => new TextRegion(
            region.X * scaleX, region.Y * scaleY, region.AlongX * scaleX, region.AlongY * scaleY, region.DownX * scaleX, region.DownY * scaleY)));
        if (onPage.Count == 0) return PageResult.Of(id, placement, []);
        using var image = page.Open();
        return PageResult.Of(id, placement, _reader.Read(image, onPage, times));
    }
}
