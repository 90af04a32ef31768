namespace Winnow.Core.Formats.Internal;

/// <summary>Finds the end of one JSON value, in blocks of bytes of any size, by its brackets and quotes alone.</summary>
internal sealed class JsonScan
{
    private int depth;
    private bool isInString;
    private bool isEscaped;

    public void Restart() => (depth, isInString, isEscaped) = (0, false, false);

    /// <summary>Reads on.</summary>
    /// <param name="rest">What follows.</param>
    /// <param name="used">How much of it belongs to the value. What ends a number or word does not.</param>
    /// <returns>Whether the value is complete.</returns>
    public bool Read(ReadOnlySpan<byte> rest, out int used)
    {
        used = 0;
        while (used < rest.Length)
        {
            if (isEscaped)
            {
                isEscaped = false;
                used++;
                continue;
            }

            var run = rest[used..].IndexOfAny(Stops);
            used = run < 0 ? rest.Length : used + run;
            if (run >= 0 && Step(rest[used], ref used))
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> Stops => isInString ? "\"\\"u8 : depth > 0 ? "\"{}[]"u8 : "\"{}[],"u8;

    private bool Step(byte stop, ref int used)
    {
        var isOutside = depth == 0 && !isInString;
        if (isOutside && stop is (byte)',' or (byte)'}' or (byte)']')
        {
            return true;
        }

        used++;
        switch (stop)
        {
            case (byte)'\\':
                isEscaped = true;
                break;
            case (byte)'"':
                isInString = !isInString;
                break;
            default:
                depth += stop is (byte)'{' or (byte)'[' ? 1 : -1;
                break;
        }

        return depth == 0 && !isInString && !isEscaped;
    }
}
