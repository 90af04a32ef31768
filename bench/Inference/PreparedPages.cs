using Microsoft.ML.OnnxRuntime;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Internal.Pages;

namespace Winnow.Bench;

/// <summary>Finds and cuts out the lines of pages beforehand, as our pipeline does it.</summary>
/// <remarks>All lines of the pages are upright: none has to be turned over before it is read.</remarks>
internal static class PreparedPages
{
    private const int MaxPixels = 100_000_000;

    public static PreparedInputs Of(InferenceTask task, PageNetworks page, IReadOnlyList<string> labels)
    {
        var (detection, orientation, recognition) = (EncoderOf(page.Detection), EncoderOf(page.Orientation!), EncoderOf(page.Recognition));
        PreparedNetwork[] networks =
        [
            PreparedInputs.Describe(task.Files, page.Detection, null), PreparedInputs.Describe(task.Files, page.Orientation!, null),
            PreparedInputs.Describe(task.Files, page.Recognition, labels),
        ];
        using var detector = new InferenceSession(networks[0].Path);
        var cropper = new LineCropper(orientation, recognition);
        var finder = new RegionFinder((RegionOutput)page.Detection.Output);
        var calls = new List<PreparedCall>();
        for (var i = 0; i < task.Items.Count; i++)
        {
            using var image = ImageDecoder.Decode(task.Items[i].Content, MaxPixels);
            var input = detection.Encode(image);
            var regions = Find(detector, networks[0], finder, input);
            calls.Add(PreparedInputs.Prepare(0, i, input));
            foreach (var region in regions)
            {
                using var crop = cropper.Crop(image, region);
                calls.Add(PreparedInputs.Prepare(1, i, orientation.Encode(crop)));
                calls.Add(PreparedInputs.Prepare(2, i, recognition.Encode(crop)));
            }
        }

        return new(networks, calls, task.Items.Count);
    }

    private static ImageEncoder EncoderOf(ModelNetwork network) => new((ImageInput)network.Input, MaxPixels, new(1 << 26));

    private static List<TextRegion> Find(InferenceSession detector, PreparedNetwork network, RegionFinder finder, InputTensor input)
    {
        using var run = new RunOptions();
        using var value = OrtValue.CreateTensorValueFromMemory(input.Floats.ToArray(), input.Shape.Of(1));
        using var output = detector.Run(run, [network.Input], [value], [network.Output]);
        var shape = output[0].GetTensorTypeAndShape().Shape;
        var (height, width, placement) = ((int)shape[2], (int)shape[3], input.Placement);
        var (x, y) = (input.Size.Width / (double)width / placement.ScaleX, input.Size.Height / (double)height / placement.ScaleY);
        return ReadingOrder.Sort(finder.Find(output[0].GetTensorDataAsSpan<float>(), width, height).ConvertAll(region => new TextRegion(
            region.X * x, region.Y * y, region.AlongX * x, region.AlongY * y, region.DownX * x, region.DownY * y)));
    }
}
