using System.Text.Json;

namespace Winnow.Cli.Demo;

/// <summary>Dataset <c>cifar10</c>: images of CIFAR-10 with metadata about their looks; a weakness, wrong annotations and a leak are planted in it.</summary>
/// <remarks>
/// 2,000 test images, 20 of them annotated wrongly and 100 underexposed, which the models hardly know from training: left as they are, dark images
/// are no harder than others. 100 images of the split <c>train</c>: 92 that the models were trained on, and 8 near copies of test images, which they were
/// not trained on. What was planted is listed in <see cref="PlantedFile"/>.
/// </remarks>
public static class CifarInput
{
    /// <summary><see cref="PlantedFaults"/> as JSON; lies beside the files that are dropped.</summary>
    public const string PlantedFile = "planted.json";

    private const int TestImages = 2_000;
    private const int TrainImages = 92;
    private const int Leaks = 8;
    private const int WrongAnnotations = 20;
    private const int Underexposed = 100;
    private const int PerArchive = 1_000;
    private const int Seed = 2009;
    private const double Exposure = 0.3;
    private const double Brightening = 1.2;
    private const int JpegQuality = 80;
    private static readonly JsonSerializerOptions PlantedJson = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes all files below <paramref name="folder"/>; the same on every run.</summary>
    public static DemoDataset Write(string folder)
    {
        var random = new Random(Seed);
        var (wrong, leaked, underexposed) = Choose(random);
        var images = ReadTest(underexposed);
        var traits = new CifarTraits(images);
        var test = images.AsParallel().AsOrdered().Select((image, index) => MakePng(index, image, "test", traits)).ToArray();
        var train = CifarFiles.ReadTrain(TrainImages).Select((image, index) => MakePng(index, image, "train", traits)).ToList();
        var planted = new PlantedFaults(
            [.. wrong.Select(index => AnnotateWrongly(test, index, random))],
            [.. underexposed.Select(index => $"test/{test[index].Name}")],
            [.. leaked.Select(index => Leak(test[index].Name, images[index], train, traits))]);
        var input = Write(folder, test, train);
        File.WriteAllBytes(Path.Combine(folder, PlantedFile), JsonSerializer.SerializeToUtf8Bytes(planted, PlantedJson));
        return Describe(input, planted);
    }

    /// <summary>Test images, each for one fault, in order.</summary>
    private static (int[] Wrong, int[] Leaked, int[] Underexposed) Choose(Random random)
    {
        var all = Enumerable.Range(0, TestImages).ToArray();
        random.Shuffle(all);
        int[] Take(int start, int count) => [.. all.Skip(start).Take(count).Order()];
        return (Take(0, WrongAnnotations), Take(WrongAnnotations, Leaks), Take(WrongAnnotations + Leaks, Underexposed));
    }

    private static CifarImage[] ReadTest(int[] underexposed)
    {
        var images = CifarFiles.ReadTest(TestImages);
        foreach (var index in underexposed)
        {
            images[index] = images[index].Expose(Exposure);
        }

        return images;
    }

    private static InputImage MakePng(int index, CifarImage image, string split, CifarTraits traits) =>
        new($"{index:D5}.png", image.ToPng(), image.Label) { Split = split, Metadata = traits.Describe(image) };

    /// <summary>Gives the image at <paramref name="index"/> another class, each with the same probability.</summary>
    private static WrongAnnotation AnnotateWrongly(InputImage[] test, int index, Random random)
    {
        var right = test[index].Label!;
        var others = CifarFiles.Classes.Where(name => name != right).ToArray();
        test[index] = test[index] with { Label = others[random.Next(others.Length)] };
        return new($"test/{test[index].Name}", test[index].Label!, right);
    }

    /// <summary>Adds a near copy of a test image to the training images: brighter and again without loss, or the same as a JPEG.</summary>
    private static LeakedImage Leak(string name, CifarImage original, List<InputImage> train, CifarTraits traits)
    {
        var isBrightened = train.Count % 2 == 0;
        var image = isBrightened ? original.Expose(Brightening) : original;
        var copy = MakePng(train.Count, image, "train", traits);
        train.Add(isBrightened ? copy : copy with { Name = Path.ChangeExtension(copy.Name, "jpg"), Content = image.ToJpeg(JpegQuality) });
        return new($"train/{train[^1].Name}", $"test/{name}", isBrightened ? "brightened" : "re-encoded");
    }

    private static InputFolder Write(string folder, InputImage[] test, List<InputImage> train)
    {
        var input = new InputFolder(folder);
        foreach (var (index, part) in test.Chunk(PerArchive).Index())
        {
            input.AddTar($"test/images-{index:D6}.tar", part);
        }

        input.AddCsv("test/annotations.csv", before: true, test);
        input.AddZip("train/images.zip", train);
        input.AddCsv("train/annotations.csv", before: true, train);
        return input;
    }

    private static DemoDataset Describe(InputFolder input, PlantedFaults planted) => new()
    {
        Name = "cifar10",
        Model = "cifar10-cnn@1",
        Baseline = "cifar10-cnn-small@1",
        MinimumConfidence = 0.9,
        Classes = CifarFiles.Classes,
        Folder = input.Folder,
        Dropped = input.Dropped,
        AnnotationFiles = input.AnnotationFiles,
        Items = input.Contents,
        Annotated = input.Contents,
        Split = "test",
        Scored = TestImages,
        Bad = input.Bad,
        Planted = planted,
        Gates = [new("accuracy >= 0.7", Passes: true), new("accuracy > baseline", Passes: true), new("accuracy[metadata.colour=grey] >= 0.75", Passes: false)],
        Bound = new("accuracy", 0.72, 0.8),
    };
}
