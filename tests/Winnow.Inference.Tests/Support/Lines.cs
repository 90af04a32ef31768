using SkiaSharp;
using Winnow.Azurite;

namespace Winnow.Inference.Tests.Support;

/// <summary>Lines of text as images.</summary>
internal static class Lines
{
    private static readonly SKTypeface s_latin = SKTypeface.FromFile(
        NpmPackages.Find("@expo-google-fonts/eb-garamond", "400Regular/EBGaramond_400Regular.ttf"));

    private static readonly SKTypeface s_japanese = SKTypeface.FromFile(
        NpmPackages.Find("@expo-google-fonts/sawarabi-gothic", "400Regular/SawarabiGothic_400Regular.ttf"));

    /// <summary>Black on white, with a margin.</summary>
    public static byte[] Png(string text, int size) => Png(text, size, s_latin);

    /// <inheritdoc cref="Png(string, int)"/>
    public static byte[] JapanesePng(string text, int size) => Png(text, size, s_japanese);

    private static byte[] Png(string text, int size, SKTypeface typeface)
    {
        using var font = new SKFont(typeface, size);
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        using var bitmap = new SKBitmap((int)font.MeasureText(text) + 24, (int)(size * 1.5));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.DrawText(text, 12, size * 1.1f, SKTextAlign.Left, font, paint);
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
