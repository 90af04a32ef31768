using System.Numerics;

namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>Arrays that are kept from item to item.</summary>
internal static class Buffers
{
    /// <summary>Makes sure that an array has room; what it held is lost when it had not.</summary>
    public static void Fit(ref int[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new int[BitOperations.RoundUpToPowerOf2((uint)length)];
        }
    }
}
