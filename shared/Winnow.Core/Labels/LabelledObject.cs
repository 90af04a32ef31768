namespace Winnow.Core.Labels;

/// <summary>One object on an image: where people say that it is, or where a model found it.</summary>
public sealed record LabelledObject
{
    /// <summary>Class name; lines of text on a page have the class <c>text</c>.</summary>
    public required string Label { get; init; }

    public required Box Box { get; init; }

    /// <summary>How sure the model is, 0 to 1; null for ground truth.</summary>
    public double? Score { get; init; }

    /// <summary>Its pixels; null when only the box is known.</summary>
    public ObjectMask? Mask { get; init; }

    /// <summary>Ground truth that stands for a crowd: it may match many detections, and those do not count.</summary>
    public bool IsCrowd { get; init; }

    /// <summary>Area in square pixels as the annotation file states it (COCO: of the mask); null: the area of the mask, or else of the box.</summary>
    public double? Area { get; init; }

    /// <summary>What is written there, for page recognition.</summary>
    public string? Text { get; init; }
}
