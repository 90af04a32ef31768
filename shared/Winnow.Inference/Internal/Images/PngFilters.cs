using System.Numerics.Tensors;

namespace Winnow.Inference.Internal.Images;

/// <summary>Undoes the filters of PNG (W3C, Portable Network Graphics, third edition, section 9), in place.</summary>
internal static class PngFilters
{
    /// <param name="rows">Each begins with the number of its filter.</param>
    /// <param name="length">Of a row, without that number.</param>
    /// <param name="bytes">Of a pixel.</param>
    /// <returns>False when there is no such filter.</returns>
    public static bool Undo(Span<byte> rows, int length, int bytes)
    {
        Span<byte> above = new byte[length];
        for (var start = 0; start < rows.Length; start += length + 1)
        {
            var row = rows.Slice(start + 1, length);
            switch (rows[start])
            {
                case 0: break;
                case 1: UndoSub(row, bytes); break;
                case 2: TensorPrimitives.Add<byte>(row, above, row); break;
                case 3: UndoAverage(row, above, bytes); break;
                case 4: UndoPaeth(row, above, bytes); break;
                default: return false;
            }

            above = row;
        }

        return true;
    }

    private static void UndoSub(Span<byte> row, int bytes)
    {
        for (var i = bytes; i < row.Length; i++) row[i] += row[i - bytes];
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int bytes)
    {
        for (var i = 0; i < bytes; i++) row[i] += (byte)(above[i] / 2);
        for (var i = bytes; i < row.Length; i++) row[i] += (byte)((row[i - bytes] + above[i]) / 2);
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int bytes)
    {
        for (var i = 0; i < bytes; i++) row[i] += above[i];
        for (var i = bytes; i < row.Length; i++) row[i] += (byte)Predict(row[i - bytes], above[i], above[i - bytes]);
    }

    /// <summary>The neighbour that is nearest to left + above − above left.</summary>
    private static int Predict(int left, int above, int aboveLeft)
    {
        var (byLeft, byAbove) = (above - aboveLeft, left - aboveLeft);
        var (toLeft, toAbove, toBoth) = (Magnitude(byLeft), Magnitude(byAbove), Magnitude(byLeft + byAbove));
        // All bits where it is not the one: in noise, branches would be guessed wrong every other time.
        var notLeft = ((toAbove - toLeft) | (toBoth - toLeft)) >> 31;
        var notAbove = (toBoth - toAbove) >> 31;
        return (left & ~notLeft) | (((above & ~notAbove) | (aboveLeft & notAbove)) & notLeft);
    }

    /// <remarks>Without the check of <see cref="Math.Abs(int)"/> for the one number that has none.</remarks>
    private static int Magnitude(int value) => (value ^ (value >> 31)) - (value >> 31);
}
