using System.Buffers;
using System.Text;

namespace Winnow.Core.Formats.Internal;

/// <summary>Validation of UTF-8 by position.</summary>
internal static class Utf8Text
{
    public static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Offset of the first byte that is not well-formed UTF-8; −1 when there is none.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="isWhole">Whether a sequence that is cut off at the end is an error.</param>
    public static int FirstInvalid(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return -1;
        }

        var offset = 0;
        while (offset < bytes.Length)
        {
            var status = Rune.DecodeFromUtf8(bytes[offset..], out _, out var consumed);
            if (status is OperationStatus.NeedMoreData && !isWhole)
            {
                return -1;
            }

            if (status is not OperationStatus.Done)
            {
                return offset;
            }

            offset += consumed;
        }

        return -1;
    }

    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Mark) ? bytes[3..] : bytes;
}
