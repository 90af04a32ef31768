namespace Winnow.Core.Models;

/// <summary>One map of cells of an anchor-based detector.</summary>
/// <param name="Scores">Name of the tensor of scores.</param>
/// <param name="Boxes">Name of the tensor of box differences.</param>
/// <param name="Stride">Pixels of the input from one cell to the next.</param>
/// <param name="Offset">Where the centre of the first cell's anchors is, in pixels of the input from its upper left corner.</param>
/// <param name="Sides">Sides of the anchors of a cell, in pixels of the input.</param>
public sealed record AnchorLevel(string Scores, string Boxes, int Stride, double Offset, IReadOnlyList<double> Sides);
