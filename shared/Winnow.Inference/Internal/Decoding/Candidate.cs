namespace Winnow.Inference.Internal.Decoding;

/// <summary>A box that a detector proposes, corners in pixels of its input.</summary>
internal readonly record struct Candidate(double Left, double Top, double Right, double Bottom, int Class, float Score)
{
    public double Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

    /// <summary>Intersection over union; 0 when neither has an area.</summary>
    public double Overlap(in Candidate other)
    {
        var width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        var height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        if (width <= 0 || height <= 0) return 0;
        var both = width * height;
        return both / (Area + other.Area - both);
    }
}
