namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Builds run lengths from the object's stretches of pixels, given in order; stretches that touch become one.</summary>
internal sealed class RunBuilder(int pixels)
{
    private readonly List<int> runs = [];
    private int position;

    public int Pixels => pixels;

    /// <summary>Adds the pixels from <paramref name="start"/> up to, without it, <paramref name="end"/>; nothing when there is none.</summary>
    public void Add(int start, int end)
    {
        if (end <= start)
        {
            return;
        }

        if (start == position && runs.Count > 0)
        {
            runs[^1] += end - start;
        }
        else
        {
            runs.Add(start - position);
            runs.Add(end - start);
        }

        position = end;
    }

    public int[] Build()
    {
        if (position < pixels)
        {
            runs.Add(pixels - position);
        }

        return [.. runs];
    }
}
