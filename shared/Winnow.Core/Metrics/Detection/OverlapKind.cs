namespace Winnow.Core.Metrics.Detection;

/// <summary>What of two objects is laid over each other: COCO's <c>iouType</c>.</summary>
public enum OverlapKind
{
    /// <summary>Their boxes (<c>bbox</c>).</summary>
    Box,

    /// <summary>Their pixels (<c>segm</c>).</summary>
    Mask,
}
