using SkiaSharp;
using Winnow.Azurite;

namespace Winnow.Bench;

/// <summary>Pages of printed lines, one below the other.</summary>
internal static class PrintedPage
{
    /// <summary>Lines of a page.</summary>
    public const int Lines = 8;

    private const int Width = 1000;
    private const int Margin = 60;
    private const int Pitch = 84;
    private const int Size = 44;

    private static readonly SKTypeface s_typeface = SKTypeface.FromFile(
        NpmPackages.Find("@expo-google-fonts/eb-garamond", "400Regular/EBGaramond_400Regular.ttf"));

    /// <summary>A page as a PNG; its text is the lines below each other.</summary>
    public static TaskItem Print(string[] lines, int number)
    {
        using var page = new SKBitmap(Width, (lines.Length * Pitch) + (2 * Margin));
        using var canvas = new SKCanvas(page);
        using var font = new SKFont(s_typeface, Size);
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.Clear(SKColors.White);
        for (var i = 0; i < lines.Length; i++)
        {
            // The longest lines of the demo would not fit.
            font.Size = Math.Min(Size, Size * (Width - (2 * Margin)) / Math.Max(1, font.MeasureText(lines[i])));
            canvas.DrawText(lines[i], Margin, Margin + (i * Pitch) + Size, SKTextAlign.Left, font, paint);
            font.Size = Size;
        }

        return new($"page-{number:D3}.png", page.Encode(SKEncodedImageFormat.Png, 100).ToArray(), string.Join('\n', lines));
    }
}
