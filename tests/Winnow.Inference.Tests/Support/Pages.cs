using SkiaSharp;
using Winnow.Azurite;
using Winnow.Core.Labels;

namespace Winnow.Inference.Tests.Support;

/// <summary>Pages of printed lines.</summary>
internal static class Pages
{
    private const int Margin = 60;
    private const int Pitch = 84;

    private static readonly SKTypeface s_typeface = SKTypeface.FromFile(
        NpmPackages.Find("@expo-google-fonts/eb-garamond", "400Regular/EBGaramond_400Regular.ttf"));

    /// <summary>Lines below each other, and where they are; turned as a whole by degrees around the middle of the page.</summary>
    /// <param name="lines">From the top.</param>
    /// <param name="degrees">Clockwise.</param>
    /// <param name="upsideDown">The line that is printed the other way round; −1 for none.</param>
    public static (SKBitmap Page, List<Box> Boxes) Print(IReadOnlyList<string> lines, float degrees = 0, int upsideDown = -1)
    {
        var page = new SKBitmap(1000, (lines.Count * Pitch) + (2 * Margin));
        using var canvas = new SKCanvas(page);
        using var font = new SKFont(s_typeface, 44);
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.Clear(SKColors.White);
        canvas.RotateDegrees(degrees, page.Width / 2f, page.Height / 2f);
        var boxes = new List<Box>();
        for (var i = 0; i < lines.Count; i++)
        {
            var baseline = Margin + (i * Pitch) + 44;
            var width = font.MeasureText(lines[i], out var bounds);
            canvas.Save();
            if (i == upsideDown) canvas.RotateDegrees(180, Margin + (width / 2), baseline + bounds.MidY);
            canvas.DrawText(lines[i], Margin, baseline, SKTextAlign.Left, font, paint);
            canvas.Restore();
            boxes.Add(new(Margin + bounds.Left, baseline + bounds.Top, bounds.Width, bounds.Height));
        }

        return (page, boxes);
    }

    public static byte[] Png(SKBitmap page) => page.Encode(SKEncodedImageFormat.Png, 100).ToArray();
}
