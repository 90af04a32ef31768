namespace Winnow.Core.Tests.Slices;

/// <summary>Synthetic grey images, and what happens to copies of images.</summary>
internal sealed class GreyImage(int size, double[] pixels)
{
    /// <summary>Waves and boxes; the seed decides.</summary>
    public static GreyImage Draw(int seed, int size = 128)
    {
        var random = new Random(seed);
        var waves = Enumerable.Range(0, 4).Select(_ =>
            (X: random.NextDouble() * 0.2, Y: random.NextDouble() * 0.2, Phase: random.NextDouble() * 6, Height: 10 + random.Next(30))).ToList();
        var boxes = Enumerable.Range(0, 5).Select(_ =>
            (Left: random.Next(size), Top: random.Next(size), Size: random.Next(10, size / 2), Grey: random.Next(-60, 60))).ToList();
        return new(size, [.. Enumerable.Range(0, size * size).Select(i => 128
            + waves.Sum(wave => wave.Height * Math.Sin((i % size * wave.X) + (i / size * wave.Y) + wave.Phase))
            + boxes.Sum(box => IsIn(i % size, box.Left, box.Size) && IsIn(i / size, box.Top, box.Size) ? box.Grey : 0))]);
    }

    public GreyImage Brighter(double factor, double offset) => new(size, Array.ConvertAll(pixels, pixel => Math.Clamp((pixel * factor) + offset, 0, 255)));

    public GreyImage Noisy(int seed, double deviation)
    {
        var random = new Random(seed);
        double Noise() => deviation * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2;
        return new(size, Array.ConvertAll(pixels, pixel => Math.Clamp(pixel + Noise(), 0, 255)));
    }

    /// <summary>To another size, each pixel from its nearest four.</summary>
    public GreyImage Rescaled(int to)
    {
        var step = (size - 1.0) / (to - 1);
        return new(to, [.. Enumerable.Range(0, to * to).Select(i => Sample(i % to * step, i / to * step))]);
    }

    /// <summary>The mean grey of each cell of a grid.</summary>
    public byte[] Shrink(int width, int height)
    {
        var (sums, counts) = (new double[width * height], new int[width * height]);
        for (var i = 0; i < pixels.Length; i++)
        {
            var cell = (i / size * height / size * width) + (i % size * width / size);
            sums[cell] += pixels[i];
            counts[cell]++;
        }

        return [.. sums.Select((sum, cell) => (byte)Math.Clamp(Math.Round(sum / counts[cell]), 0, 255))];
    }

    private static bool IsIn(int at, int from, int length) => at >= from && at < from + length;

    private double Sample(double x, double y)
    {
        var (left, top) = (Math.Min((int)x, size - 2), Math.Min((int)y, size - 2));
        var (right, down) = (x - left, y - top);
        double At(int column, int row) => pixels[(row * size) + column];
        return (((At(left, top) * (1 - right)) + (At(left + 1, top) * right)) * (1 - down))
            + (((At(left, top + 1) * (1 - right)) + (At(left + 1, top + 1) * right)) * down);
    }
}
