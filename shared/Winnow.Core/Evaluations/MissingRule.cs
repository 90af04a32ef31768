namespace Winnow.Core.Evaluations;

/// <summary>What becomes of annotated items about which there is no prediction.</summary>
public enum MissingRule
{
    /// <summary>They have no part in the scores; the report says how many there are.</summary>
    Skip,

    /// <summary>They count as an empty answer (no labels, no objects, no lines, no documents); in tasks in which that is no answer, as <see cref="Skip"/>.</summary>
    Empty,

    /// <summary>The run fails when there is one.</summary>
    Fail,
}
