using System.Text;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>COCO's run lengths: pixels in column order, background and mask in turn, background first.</summary>
/// <remarks>
/// Source of the compressed form: common/maskApi.c of cocodataset/cocoapi (8c9bcc3). From the fourth run on, what is written is the difference to
/// the run two before. A number is written five bits at a time, the lowest first, as the character 48 + bits, plus 32 when more follow; the highest
/// of the last five bits is its sign.
/// </remarks>
internal static class RunLengths
{
    private const int BitsPerCharacter = 5;
    private const int MaxShift = 50;

    public static string Compress(IReadOnlyList<int> runs)
    {
        var text = new StringBuilder(runs.Count * 2);
        for (var index = 0; index < runs.Count; index++)
        {
            Append(text, index < 3 ? runs[index] : (long)runs[index] - runs[index - 2]);
        }

        return text.ToString();
    }

    /// <exception cref="FormatException">The text is no compressed form.</exception>
    public static List<int> Expand(string counts)
    {
        var runs = new List<int>(counts.Length / 2 + 1);
        var (value, shift) = (0L, 0);
        foreach (var character in counts)
        {
            var digit = character - '0';
            if (digit is < 0 or > 63 || shift > MaxShift)
            {
                throw new FormatException($"'counts' holds '{ItemPath.Show(character.ToString())}' where compressed run lengths cannot.");
            }

            value |= (long)(digit & 31) << shift;
            shift += BitsPerCharacter;
            if ((digit & 32) == 0)
            {
                runs.Add(RunOf(runs, (digit & 16) == 0 ? value : value | -1L << shift));
                (value, shift) = (0, 0);
            }
        }

        return shift == 0 ? runs : throw new FormatException("'counts' ends within a number.");
    }

    /// <exception cref="FormatException">The runs do not cover an image of that size exactly.</exception>
    public static void Check(IReadOnlyList<int> runs, int height, int width)
    {
        var sum = 0L;
        foreach (var run in runs)
        {
            sum += run >= 0 ? run : throw new FormatException($"'counts' has a run of {run} pixels; it must be 0 or more.");
        }

        if (sum != (long)height * width)
        {
            throw new FormatException($"The runs of 'counts' have {sum:N0} pixels, an image of {height} × {width} has {(long)height * width:N0}.");
        }
    }

    /// <summary>The smallest box around the mask; empty at the origin for an empty mask.</summary>
    public static Box Bounds(IReadOnlyList<int> runs, int height)
    {
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, 0, 0);
        var start = 0L;
        for (var index = 0; index < runs.Count; start += runs[index++])
        {
            if (index % 2 == 0 || runs[index] == 0)
            {
                continue;
            }

            var end = start + runs[index] - 1;
            var isWithinAColumn = start / height == end / height;
            (left, right) = (Math.Min(left, (int)(start / height)), Math.Max(right, (int)(end / height) + 1));
            (top, bottom) = isWithinAColumn
                ? (Math.Min(top, (int)(start % height)), Math.Max(bottom, (int)(end % height) + 1))
                : (0, height);
        }

        return right == 0 ? default : new(left, top, right - left, bottom - top);
    }

    private static int RunOf(List<int> before, long value)
    {
        var run = before.Count < 3 ? value : value + before[^2];
        return run is >= 0 and <= int.MaxValue ? (int)run : throw new FormatException($"'counts' has a run of {run} pixels; it must be 0 or more.");
    }

    private static void Append(StringBuilder text, long value)
    {
        bool isLast;
        do
        {
            var digit = (int)(value & 31);
            value >>= BitsPerCharacter;
            isLast = value == ((digit & 16) == 0 ? 0 : -1);
            text.Append((char)('0' + digit + (isLast ? 0 : 32)));
        }
        while (!isLast);
    }
}
