namespace Winnow.Core.Statistics;

/// <summary>Which sides of an interval are bounded.</summary>
public enum IntervalSides
{
    /// <summary>Both, with half of the error on each.</summary>
    Both,

    /// <summary>From below only: "at least".</summary>
    Lower,

    /// <summary>From above only: "at most".</summary>
    Upper,
}
