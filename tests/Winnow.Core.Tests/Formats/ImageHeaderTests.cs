using CsCheck;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Formats;

public sealed class ImageHeaderTests
{
    private static readonly (ContentKind Kind, byte[] Content)[] s_images =
    [
        (ContentKind.Png, Some.Png(40, 30)), (ContentKind.Jpeg, Some.Jpeg(40, 30)), (ContentKind.WebP, Some.WebP(40, 30)),
        (ContentKind.Gif, Some.Gif(40, 30)), (ContentKind.Bmp, Some.Bmp(40, 30)),
    ];

    public static TheoryData<ContentKind> Kinds => [.. s_images.Select(image => image.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_WholeImage_StatesItsSides(ContentKind kind)
    {
        var info = Check(kind, Content(kind)).Value!;

        Assert.Equal((kind, 40, 30), (info.Kind, info.Width, info.Height));
        Assert.Equal(1, info.Frames);
        Assert.True(Check(kind, [.. Content(kind), 1, 2, 3]).IsOk, "bytes after the end");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_EveryProperPrefix_IsTruncated(ContentKind kind)
    {
        var content = Content(kind);
        for (var length = 12; length < content.Length; length++)
        {
            Assert.Equal((length, RefusalCodes.TruncatedImage), (length, Check(kind, content[..length]).Refusal?.Code));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_MutatedBytes_AnswersAndNeverThrows(ContentKind kind)
    {
        var content = Content(kind);
        Gen.Select(Gen.Int[12, content.Length - 1], Gen.Byte).Array[1, 8].Sample(
            changes =>
            {
                var mutated = content.ToArray();
                foreach (var (at, value) in changes)
                {
                    mutated[at] = value;
                }

                var result = Check(kind, mutated);
                return result.IsOk == result.Value is not null;
            },
            iter: 2_000, seed: "0N0XIzNsQ0O2");
    }

    [Fact]
    public void Check_PngWithAnyFlippedByte_IsRefused()
    {
        var png = Content(ContentKind.Png);
        for (var at = 8; at < png.Length; at++)
        {
            var mutated = png.ToArray();
            mutated[at] ^= 0x55;
            Assert.False(Check(ContentKind.Png, mutated).IsOk, $"byte {at}");
        }
    }

    [Fact]
    public void Check_HugeHeader_IsRefusedWithItsNumbers()
    {
        var refusal = Check(ContentKind.Png, Some.HugePngHeader(30_000, 30_000)).Refusal!;

        Assert.Equal(RefusalCodes.TooManyPixels, refusal.Code);
        Assert.Equal("30000×30000 = 900.0 megapixels; the limit is 100.", refusal.Reason);
        Assert.Equal(RefusalCodes.TooManyPixels, Check(ContentKind.Png, Some.HugePngHeader(30_001, 1)).Refusal!.Code);
    }

    [Fact]
    public void Check_AnimatedGif_CountsFrames() => Assert.Equal(3, Check(ContentKind.Gif, Some.Gif(4, 4, frames: 3)).Value!.Frames);

    [Fact]
    public void Check_NotAnImage_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Check(ContentKind.Zip, [1]));

    private static byte[] Content(ContentKind kind) => s_images.Single(image => image.Kind == kind).Content;

    private static Checked<ImageInfo> Check(ContentKind kind, byte[] content) => ImageHeader.Check("a", kind, content, ImageLimits.Default);
}
