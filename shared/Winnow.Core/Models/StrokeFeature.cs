namespace Winnow.Core.Models;

/// <summary>A number that a model is told of each point of a drawing.</summary>
public enum StrokeFeature
{
    /// <summary>Position to the right.</summary>
    X,

    /// <summary>Position downwards.</summary>
    Y,

    /// <summary>Difference to the point before, to the right; 0 for the first one. It spans the gap between strokes.</summary>
    Dx,

    /// <summary>Difference to the point before, downwards; 0 for the first one.</summary>
    Dy,

    /// <summary>1 for the first point of a stroke, 0 for the others.</summary>
    Start,
}
