using System.Globalization;
using Winnow.Core.Labels;

namespace Winnow.Bench;

/// <summary>Images like those of COCO's validation set: many small objects, rare classes, some crowds, a hundred detections on each.</summary>
internal sealed class SomeCocoImages(int images, int truths, int detectionsPerImage)
{
    public const int Classes = 80;
    public const int Width = 640;
    public const int Height = 480;
    private const double CrowdShare = 0.012;

    // Of COCO's objects 41 % are small (up to 32²), 34 % medium (up to 96²), 24 % large.
    private const double SmallShare = 0.41;
    private const double SmallOrMediumShare = 0.76;
    private readonly Random random = new(1);

    public static string NameOf(int category) => category.ToString(CultureInfo.InvariantCulture);

    public IReadOnlyList<CocoImage> Make()
    {
        var perImage = new List<LabelledObject>[images];
        for (var i = 0; i < images; i++)
        {
            perImage[i] = [];
        }

        for (var i = 0; i < truths; i++)
        {
            perImage[random.Next(images)].Add(MakeTruth());
        }

        return [.. perImage.Select((objects, i) => new CocoImage(i + 1, objects, MakeDetections(objects)))];
    }

    private LabelledObject MakeTruth()
    {
        var box = MakeBox();
        var area = Round(box.Area * (0.5 + (0.5 * random.NextDouble())));
        return new() { Label = NameOf(MakeClass()), Box = box, IsCrowd = random.NextDouble() < CrowdShare, Area = area };
    }

    // The rank of a class to the power of -1, more or less: the first has a fifth of all objects.
    private int MakeClass() => 1 + (int)(Math.Pow(Classes + 1, random.NextDouble()) - 1);

    private Box MakeBox()
    {
        var draw = random.NextDouble();
        var (from, to) = draw < SmallShare ? (6, 32) : draw < SmallOrMediumShare ? (32, 96) : (96, 400);
        var side = from + ((to - from) * random.NextDouble());
        var stretch = 0.6 + (0.8 * random.NextDouble());
        var (width, height) = (Math.Min(Width, side * stretch), Math.Min(Height, side / stretch));
        return new(Round(random.NextDouble() * (Width - width)), Round(random.NextDouble() * (Height - height)), Round(width), Round(height));
    }

    private List<LabelledObject> MakeDetections(IReadOnlyList<LabelledObject> objects)
    {
        var detections = new List<LabelledObject>(detectionsPerImage);
        foreach (var truth in objects)
        {
            for (var i = random.Next(4); i > 0 && detections.Count < detectionsPerImage; i--)
            {
                var label = random.Next(8) == 0 ? NameOf(MakeClass()) : truth.Label;
                detections.Add(new() { Label = label, Box = Near(truth.Box), Score = MakeScore(0.5) });
            }
        }

        while (detections.Count < detectionsPerImage)
        {
            detections.Add(new() { Label = NameOf(MakeClass()), Box = MakeBox(), Score = MakeScore(3) });
        }

        return detections;
    }

    private Box Near(Box box)
    {
        var spread = 0.15 * random.NextDouble();
        double Off() => spread * ((2 * random.NextDouble()) - 1);
        return new(Round(box.X + (Off() * box.Width)), Round(box.Y + (Off() * box.Height)), Round(box.Width * (1 + Off())), Round(box.Height * (1 + Off())));
    }

    // Three digits, as models are often stored: ties occur.
    private double MakeScore(double power) => Math.Round(Math.Pow(random.NextDouble(), power), 3);

    private static double Round(double pixels) => Math.Round(pixels, 2);
}
