using System.Text;

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>COCO's compressed text of run lengths.</summary>
/// <remarks>
/// Each number in groups of five bits, the lowest first, as a character from 48 on; bit 5 says that more groups follow, bit 4 of the last
/// group is the sign. From the fourth run on the number is the difference to the run before the last. Source: maskApi.h of cocodataset/cocoapi.
/// </remarks>
internal static class RunText
{
    private const int Base = 48;
    private const int GroupBits = 5;
    private const int GroupMask = 31;
    private const int More = 32;
    private const int Sign = 16;
    private const int MaxShift = 30;

    public static string Write(ReadOnlySpan<int> runs)
    {
        var text = new StringBuilder(runs.Length * 2);
        for (var i = 0; i < runs.Length; i++)
        {
            var rest = i > 2 ? runs[i] - runs[i - 2] : runs[i];
            bool isLast;
            do
            {
                var group = rest & GroupMask;
                rest >>= GroupBits;
                isLast = rest == ((group & Sign) != 0 ? -1 : 0);
                text.Append((char)(Base + (isLast ? group : group | More)));
            }
            while (!isLast);
        }

        return text.ToString();
    }

    /// <exception cref="ArgumentException">The text is cut short, or has other characters or numbers of more than 32 bits.</exception>
    public static List<int> Parse(string text)
    {
        var runs = new List<int>(text.Length / 2);
        for (var position = 0; position < text.Length;)
        {
            var number = ReadNumber(text, ref position);
            runs.Add((int)(runs.Count > 2 ? number + runs[^2] : number));
        }

        return runs;
    }

    private static long ReadNumber(string text, ref int position)
    {
        var number = 0L;
        for (var shift = 0; shift <= MaxShift && position < text.Length; shift += GroupBits)
        {
            var group = text[position] - Base;
            if (group is < 0 or > (GroupMask | More))
            {
                break;
            }

            position++;
            number |= (long)(group & GroupMask) << shift;
            if ((group & More) == 0)
            {
                return (group & Sign) != 0 ? number | (-1L << (shift + GroupBits)) : number;
            }
        }

        throw new ArgumentException($"The run lengths are broken at character {position} of {text.Length}.", nameof(text));
    }
}
