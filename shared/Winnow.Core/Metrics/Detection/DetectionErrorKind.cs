namespace Winnow.Core.Metrics.Detection;

/// <summary>Why a detection is wrong, or that a truth was missed; after TIDE.</summary>
public enum DetectionErrorKind
{
    /// <summary>In the right place (IoU ≥ 0.5 with a truth of another class), but of the wrong class.</summary>
    WrongClass,

    /// <summary>Of the right class, but badly placed (0.1 ≤ IoU ≤ 0.5).</summary>
    WrongPlace,

    /// <summary>Whatever is none of the others: near a truth of another class, but not near enough.</summary>
    WrongBoth,

    /// <summary>Right, but a detection with a higher score had found the truth already.</summary>
    Duplicate,

    /// <summary>Where nothing is (IoU ≤ 0.1 with every truth).</summary>
    Background,

    /// <summary>A truth that no detection found, and none would find if its class or place were mended.</summary>
    Missed,
}
