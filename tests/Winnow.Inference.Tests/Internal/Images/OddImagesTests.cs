using System.Text.Json;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Images;

/// <summary>Images of rare and damaged kinds, as tests/reference/odd_images.py writes them; the good ones look as in Pillow, the damaged ones are refused.</summary>
public sealed class OddImagesTests
{
    private const int MaxPixels = 100_000_000;

    private static readonly Document s_document = JsonSerializer.Deserialize<Document>(
        File.ReadAllText(Path.Combine(ModelFolder.Repository, "tests", "reference", "odd_images.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Good => [.. s_document.Good.Select(image => image.Name)];

    public static TheoryData<string> Damaged => [.. s_document.Damaged.Select(image => image.Name)];

    [Fact]
    public void Document_AllKinds_AreThere() => Assert.Equal(("Pillow 9.4.0", 43, 35), (s_document.Reference, s_document.Good.Count, s_document.Damaged.Count));

    [Theory]
    [MemberData(nameof(Good))]
    public void Decode_GoodImage_LooksAsInPillow(string name)
    {
        var expected = s_document.Good.Single(image => image.Name == name);
        using var image = ImageDecoder.Decode(expected.File, MaxPixels);
        Assert.Equal((expected.Width, expected.Height), (image.Width, image.Height));
        for (var i = 0; i < expected.Pixels.Length; i++)
            Assert.InRange(image.Pixels[(i / 3 * 4) + (i % 3)], expected.Pixels[i] - expected.Tolerance, expected.Pixels[i] + expected.Tolerance);
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Decode_DamagedImage_IsRefusedWithAReason(string name)
    {
        var file = s_document.Damaged.Single(image => image.Name == name).File;
        Assert.Equal(ReasonOf(name), Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(file, MaxPixels)).Message);
    }

    [Theory]
    [InlineData("jpeg of 65,000 × 65,000", "65000 × 65000")]
    [InlineData("png of 100,000 × 100,000", "100000 × 100000")]
    public void Decode_FewBytesThatSayMillionsOfPixels_AreRefusedWithoutMemoryForThem(string name, string size)
    {
        var file = s_document.Damaged.Single(image => image.Name == name).File;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(size, Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(file, MaxPixels)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static string ReasonOf(string name) => name switch
    {
        "jpeg of 65,000 × 65,000" => "The image has 65000 × 65000 pixels; at most 100000000 are decoded.",
        "png of 100,000 × 100,000" => "The image has 100000 × 100000 pixels; at most 100000000 are decoded.",
        "jpeg without end marker" or "jpeg, signature only" => "The image is damaged: the JPEG has no end, the file is cut off.",
        _ when name.Contains("jpeg", StringComparison.Ordinal) && name.EndsWith("cut off", StringComparison.Ordinal) => "The image is damaged: the JPEG has no end, the file is cut off.",
        "palette png without palette" or "png, wrong crc of its data" or "interlaced png, wrong crc of its data" =>
            "The image is damaged: its data contradict their checksum or their format.",
        _ when name.Contains("cut off", StringComparison.Ordinal) || name.Contains("header says", StringComparison.Ordinal) || name.Contains("too early", StringComparison.Ordinal) =>
            "The image is damaged: its data end too early, the file is cut off or its header says a larger size.",
        _ => "The content is no image that can be decoded.",
    };

    private sealed record Document(string Reference, IReadOnlyList<GoodImage> Good, IReadOnlyList<DamagedImage> Damaged);

    private sealed record GoodImage(string Name, byte[] File, int Width, int Height, byte[] Pixels, int Tolerance);

    private sealed record DamagedImage(string Name, byte[] File);
}
