namespace Winnow.Inference.Internal.Pages;

/// <summary>A rectangle in any direction around a line of text, in pixels from the upper left corner of the map or image.</summary>
/// <param name="X">Of the corner where reading begins: the upper left one of upright text.</param>
/// <param name="Y">Of the same corner.</param>
/// <param name="AlongX">From that corner to the end of the line.</param>
/// <param name="AlongY">From that corner to the end of the line.</param>
/// <param name="DownX">From that corner to the one below.</param>
/// <param name="DownY">From that corner to the one below.</param>
internal readonly record struct TextRegion(double X, double Y, double AlongX, double AlongY, double DownX, double DownY)
{
    public double Width => Math.Sqrt((AlongX * AlongX) + (AlongY * AlongY));

    public double Height => Math.Sqrt((DownX * DownX) + (DownY * DownY));

    /// <summary>Corners as x0, y0, x1, y1, …: where reading begins, the end of the line, below it, below the beginning.</summary>
    public double[] Corners =>
        [X, Y, X + AlongX, Y + AlongY, X + AlongX + DownX, Y + AlongY + DownY, X + DownX, Y + DownY];
}
