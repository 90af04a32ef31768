using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Winnow.Inference.Internal.Images;

/// <summary>The four bytes of a pixel as four numbers to reckon with.</summary>
internal static class Quads
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(uint pixel) =>
        Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32());

    /// <summary>The pixel of numbers from 0 to 255, rounded, halves to the even one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ToPixel(Vector128<float> quad)
    {
        var words = Vector128.Narrow(Vector128.ConvertToInt32(Vector128.Round(quad)), Vector128<int>.Zero);
        return Vector128.Narrow(words.AsUInt16(), Vector128<ushort>.Zero).AsUInt32().ToScalar();
    }
}
