namespace Winnow.Core.Models;

/// <summary>One tensor with a box and its scores per cell, as YOLOv5 and later models and YOLOX give it with their boxes decoded.</summary>
/// <remarks>A cell holds four numbers for the box, the objectness if there is one, and a score per class.</remarks>
public sealed record AnchorFreeOutput : DetectionOutput
{
    /// <summary>Name of the tensor in the ONNX file.</summary>
    public required string Tensor { get; init; }

    /// <summary>Whether the cells come last, <c>[N, numbers, cells]</c>, as in YOLOv8; else <c>[N, cells, numbers]</c>, as in YOLOv5.</summary>
    public bool AreCellsLast { get; init; }

    /// <summary>Whether there is an objectness, by which scores are multiplied.</summary>
    public bool HasObjectness { get; init; }

    /// <summary>Whether a box is its two corners; else centre, width and height.</summary>
    public bool AreCorners { get; init; }

    /// <summary>Whether coordinates are 0 to 1 of the input's sides; else pixels of the input.</summary>
    public bool AreRelative { get; init; }
}
