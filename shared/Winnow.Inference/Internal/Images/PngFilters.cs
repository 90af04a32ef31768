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
        for (var channel = 0; channel < bytes; channel++)
        {
            int left = row[channel], aboveLeft = above[channel];
            for (var i = channel + bytes; i < row.Length; i += bytes)
            {
                int up = above[i];
                row[i] += (byte)Predict(left, up, aboveLeft);
                (left, aboveLeft) = (row[i], up);
            }
        }
    }

    /// <summary>The neighbour that is nearest to left + above − above left.</summary>
    private static int Predict(int left, int above, int aboveLeft)
    {
        var (byLeft, byAbove) = (above - aboveLeft, left - aboveLeft);
        var (toLeft, toAbove, toBoth) = (Math.Abs(byLeft), Math.Abs(byAbove), Math.Abs(byLeft + byAbove));
        return toLeft <= toAbove && toLeft <= toBoth ? left : toAbove <= toBoth ? above : aboveLeft;
    }
}
