namespace Winnow.Inference.Internal.Pages;

/// <summary>A region of pixels, as the ends of its rows: all that its convex hull needs.</summary>
internal sealed class Outline
{
    private readonly List<(int X, int Y)> _points = [];
    private bool _hasEnd;

    /// <summary>How many pixels it has.</summary>
    public int Pixels { get; private set; }

    /// <summary>The first and the last pixel of each row, one where they are the same; ordered by y and then by x.</summary>
    public IReadOnlyList<(int X, int Y)> Points => _points;

    /// <summary>Adds pixels of one row; from the top, and in a row from the left.</summary>
    public void Add(int y, int first, int last)
    {
        Pixels += last - first + 1;
        if (_points.Count == 0 || _points[^1].Y != y)
        {
            _points.Add((first, y));
            _hasEnd = false;
        }

        if (last == _points[^1].X) return;
        if (_hasEnd) _points[^1] = (last, y);
        else _points.Add((last, y));
        _hasEnd = true;
    }
}
