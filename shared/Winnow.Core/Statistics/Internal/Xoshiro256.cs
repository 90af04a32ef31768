using System.Numerics;

namespace Winnow.Core.Statistics.Internal;

/// <summary>xoshiro256** (Blackman and Vigna 2018), one stream for each resample: results do not depend on which core drew which.</summary>
internal struct Xoshiro256
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    /// <param name="seed">Of the whole computation.</param>
    /// <param name="stream">Number of the resample.</param>
    public Xoshiro256(long seed, long stream)
    {
        var state = Mix((ulong)seed + Golden) ^ (ulong)stream;
        (a, b, c, d) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(b * 5, 7) * 9;
        var shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>Uniform in (0, 1): never one of its ends.</summary>
    public double NextUnit() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … limit − 1, without bias (Lemire 2019).</summary>
    public int NextBelow(int limit)
    {
        var threshold = (uint)-limit % (uint)limit;
        while (true)
        {
            var product = (ulong)(uint)(Next() >> 32) * (uint)limit;
            if ((uint)product >= threshold)
            {
                return (int)(product >> 32);
            }
        }
    }

    private static ulong SplitMix(ref ulong state) => Mix(state += Golden);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
