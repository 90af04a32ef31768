namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Goes through the object's stretches of pixels in run lengths.</summary>
internal ref struct ObjectRuns(ReadOnlySpan<int> runs)
{
    private readonly ReadOnlySpan<int> runs = runs;
    private int next;

    /// <summary>First pixel of the stretch.</summary>
    public int Start { get; private set; }

    /// <summary>The pixel after it.</summary>
    public int End { get; private set; }

    public bool MoveNext()
    {
        if (next + 1 >= runs.Length)
        {
            return false;
        }

        Start = End + runs[next];
        End = Start + runs[next + 1];
        next += 2;
        return true;
    }
}
