using SkiaSharp;
using Winnow.Azurite;

namespace Winnow.Cli.Demo;

/// <summary>Renders lines of text as a scanner or a phone might have seen them.</summary>
/// <param name="random">Chooses font, size, contrast and degradation; its seed fixes every image.</param>
public sealed class LineRenderer(Random random) : IDisposable
{
    private static readonly (byte Ink, byte Paper)[] Contrasts = [(0, 255), (40, 235), (70, 200), (235, 30)];
    private readonly SKTypeface[] _fonts =
    [
        Load("dejavu-fonts-ttf", "ttf/DejaVuSans.ttf"),
        Load("dejavu-fonts-ttf", "ttf/DejaVuSerif.ttf"),
        Load("dejavu-fonts-ttf", "ttf/DejaVuSansMono.ttf"),
        Load("@expo-google-fonts/eb-garamond", "400Regular/EBGaramond_400Regular.ttf"),
        Load("@expo-google-fonts/courier-prime", "400Regular/CourierPrime_400Regular.ttf"),
    ];

    private enum Degradation
    {
        None,
        Blur,
        Noise,
        Rotation,
        Jpeg,
    }

    /// <summary>An image of one line; JPEG where compression is its degradation, else PNG.</summary>
    /// <param name="name">File name without extension.</param>
    /// <param name="text">Printable ASCII.</param>
    public InputImage Render(string name, string text)
    {
        using var font = new SKFont(_fonts[random.Next(_fonts.Length)], random.Next(24, 45)) { Edging = SKFontEdging.Antialias };
        var (ink, paper) = Contrasts[random.Next(Contrasts.Length)];
        var degradation = (Degradation)random.Next(5);
        using var bitmap = Draw(text, font, ink, paper, degradation);
        if (degradation == Degradation.Noise)
        {
            AddNoise(bitmap, 6 + (random.NextDouble() * 10));
        }

        var isJpeg = degradation == Degradation.Jpeg;
        using var encoded = bitmap.Encode(isJpeg ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, isJpeg ? random.Next(30, 60) : 100);
        return new($"{name}.{(isJpeg ? "jpg" : "png")}", encoded.ToArray(), Text: text);
    }

    public void Dispose()
    {
        foreach (var font in _fonts)
        {
            font.Dispose();
        }
    }

    private SKBitmap Draw(string text, SKFont font, byte ink, byte paper, Degradation degradation)
    {
        var margin = font.Size * 0.4f;
        var metrics = font.Metrics;
        var width = (int)Math.Ceiling(font.MeasureText(text) + (2 * margin));
        var height = (int)Math.Ceiling(metrics.Descent - metrics.Ascent + margin);
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = new SKColor(ink, ink, ink), IsAntialias = true };
        canvas.Clear(new SKColor(paper, paper, paper));
        if (degradation == Degradation.Blur)
        {
            paint.ImageFilter = SKImageFilter.CreateBlur(0.8f, 0.8f);
        }

        if (degradation == Degradation.Rotation)
        {
            // At most half a line's height from one end to the other, as a scanner's feed does it.
            var limit = Math.Atan2(height * 0.2, width) * 180 / Math.PI;
            canvas.RotateDegrees((float)(((random.NextDouble() * 2) - 1) * limit), width / 2f, height / 2f);
        }

        canvas.DrawText(text, margin, (margin / 2) - metrics.Ascent, SKTextAlign.Left, font, paint);
        return bitmap;
    }

    /// <summary>Gaussian noise (Box and Muller 1958) with the given standard deviation, in grey levels.</summary>
    private void AddNoise(SKBitmap bitmap, double deviation)
    {
        foreach (ref var pixel in bitmap.GetPixelSpan())
        {
            var noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            pixel = (byte)Math.Clamp(pixel + (noise * deviation), 0, 255);
        }
    }

    private static SKTypeface Load(string package, string path)
    {
        var file = NpmPackages.Find(package, path);
        return SKTypeface.FromFile(file) ?? throw new CliException("invalid-font", $"'{file}' is not a font. Delete node_modules and build again.");
    }
}
