namespace Winnow.Core.Statistics.Internal;

/// <summary>Runs numbered draws on all cores; each has its own stream of random numbers.</summary>
internal static class Streams
{
    public delegate double Drawing(ref Xoshiro256 random);

    public static double[] Draw(int count, long seed, Drawing drawing)
    {
        var values = new double[count];
        Parallel.For(0, count, i =>
        {
            var random = new Xoshiro256(seed, i);
            values[i] = drawing(ref random);
        });
        return values;
    }
}
