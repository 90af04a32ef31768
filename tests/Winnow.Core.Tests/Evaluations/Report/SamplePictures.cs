using SkiaSharp;

namespace Winnow.Core.Tests.Evaluations.Report;

/// <summary>Small generated pictures as <c>data:</c> addresses; the same arguments give the same pixels.</summary>
internal static class SamplePictures
{
    private const int Side = 28;

    // Corners on a grid of 2 × 4; a digit is a line through some of them.
    private static readonly string[] s_strokes = ["01763024", "1357", "0132 2467", "01 13 23 35 57 76", "02 23 13 57", "10 02 23 35 57 76", "10 02 24 46 67 75 53 32", "01 13 35 57", "01 13 32 20 24 46 67 75 53", "13 32 20 01 35 57"];

    /// <summary>A digit of 28 × 28 pixels, drawn with a shaking hand.</summary>
    public static string Digit(int digit, int seed)
    {
        var random = new Random(seed);
        return Draw(Side, Side, canvas =>
        {
            canvas.Clear(SKColors.Black);
            using var pen = new SKPaint { Color = SKColors.White, StrokeWidth = 2 + random.Next(2), IsAntialias = true, StrokeCap = SKStrokeCap.Round, Style = SKPaintStyle.Stroke };
            foreach (var stroke in s_strokes[digit].Split(' '))
            {
                for (var i = 1; i < stroke.Length; i++)
                {
                    canvas.DrawLine(Corner(stroke[i - 1], random), Corner(stroke[i], random), pen);
                }
            }
        });
    }

    /// <summary>A line of something like handwriting, 420 × 40 pixels.</summary>
    public static string Line(int seed)
    {
        var random = new Random(seed);
        return Draw(420, 40, canvas =>
        {
            canvas.Clear(new SKColor(246, 243, 234));
            using var pen = new SKPaint { Color = new SKColor(40, 44, 66), StrokeWidth = 1.6f, IsAntialias = true, Style = SKPaintStyle.Stroke };
            var from = new SKPoint(8, 24);
            for (var x = 12; x < 400; x += 4)
            {
                var to = new SKPoint(x, x / 4 % 2 == 0 ? random.Next(20, 34) : random.Next(6, 22));
                canvas.DrawLine(from, to, pen);
                from = to;
            }
        });
    }

    /// <summary>A street of 640 × 480 pixels with boxes where the objects are.</summary>
    public static string Street(int seed, IEnumerable<SKRect> objects)
    {
        var random = new Random(seed);
        return Draw(640, 480, canvas =>
        {
            canvas.Clear(new SKColor(150, 178, 205));
            using var paint = new SKPaint { Color = new SKColor(92, 94, 99), IsAntialias = true };
            canvas.DrawRect(0, 300, 640, 180, paint);
            for (var i = 0; i < 6; i++)
            {
                paint.Color = new SKColor((byte)random.Next(110, 190), (byte)random.Next(100, 150), (byte)random.Next(90, 130));
                canvas.DrawRect(i * 110, 300 - random.Next(90, 260), 104, 300, paint);
            }

            paint.Color = new SKColor(92, 94, 99);
            canvas.DrawRect(0, 300, 640, 180, paint);
            foreach (var box in objects)
            {
                paint.Color = new SKColor((byte)random.Next(40, 230), (byte)random.Next(40, 200), (byte)random.Next(40, 230));
                canvas.DrawRoundRect(box, 14, 14, paint);
            }
        });
    }

    private static SKPoint Corner(char corner, Random random)
    {
        var place = corner - '0';
        return new(9 + (place % 2 * 10) + random.NextSingle() * 3, 4 + (place / 2 * 6.5f) + random.NextSingle() * 2);
    }

    private static string Draw(int width, int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            draw(canvas);
        }

        return "data:image/png;base64," + Convert.ToBase64String(bitmap.Encode(SKEncodedImageFormat.Png, 90).ToArray());
    }
}
