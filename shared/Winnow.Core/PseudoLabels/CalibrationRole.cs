namespace Winnow.Core.PseudoLabels;

/// <summary>What an annotated item is used for; which follows from its content alone.</summary>
public enum CalibrationRole
{
    /// <summary>Numbers are scaled and thresholds are planned by it: one item in three.</summary>
    Plan,

    /// <summary>Thresholds are tested by it.</summary>
    Test,
}
