namespace Winnow.Core.Slices;

/// <summary>Which items confident learning takes to be wrongly annotated. (The names are cleanlab's.)</summary>
public enum SuspectRule
{
    /// <summary>Per pair of annotated and true class as many items as are estimated to be wrong, those with the greatest margin between the two first.</summary>
    PruneByNoiseRate,

    /// <summary>All items that the model confidently guesses to be of another class.</summary>
    ConfidentLearning,
}
