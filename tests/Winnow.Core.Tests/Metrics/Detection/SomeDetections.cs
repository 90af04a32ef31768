using CsCheck;
using Winnow.Core.Labels;

namespace Winnow.Core.Tests.Metrics.Detection;

/// <summary>Generates images with objects: few classes and scores, so that ties are frequent, and boxes that overlap.</summary>
internal static class SomeDetections
{
    private static readonly Gen<Box> s_box = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 12], Gen.Int[1, 12])
        .Select((x, y, width, height) => new Box(x * 10, y * 10, width * 10, height * 10));

    private static readonly Gen<LabelledObject> s_truth = Gen.Select(Gen.Int[0, 2], s_box, Gen.Int[0, 7])
        .Select((label, box, crowd) => new LabelledObject { Label = $"c{label}", Box = box, IsCrowd = crowd == 0 });

    private static readonly Gen<LabelledObject> s_detection = Gen.Select(Gen.Int[0, 2], s_box, Gen.Int[0, 4])
        .Select((label, box, score) => new LabelledObject { Label = $"c{label}", Box = box, Score = score / 4.0 });

    /// <summary>Up to eight images, whose ids do not come in order.</summary>
    public static Gen<(string Id, LabelledObject[] Truths, LabelledObject[] Detections)[]> Images { get; } =
        Gen.Select(s_truth.Array[0, 4], s_detection.Array[0, 6]).Array[0, 8]
            .Select(images => images.Select((image, i) => ($"i{(i * 5) + 3 % 8}{7 - i}", image.Item1, image.Item2)).ToArray());

    /// <summary>The images in shards, in some order.</summary>
    public static IReadOnlyList<(string Id, LabelledObject[] Truths, LabelledObject[] Detections)[]> Split(
        (string Id, LabelledObject[] Truths, LabelledObject[] Detections)[] images, int shards, int seed)
    {
        var random = new Random(seed);
        var shuffled = images.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled.GroupBy(_ => random.Next(shards)).Select(group => group.ToArray())];
    }

    public static LabelledObject Truth(string label, Box box) => new() { Label = label, Box = box };

    public static LabelledObject Detection(string label, Box box, double? score) => new() { Label = label, Box = box, Score = score };
}
