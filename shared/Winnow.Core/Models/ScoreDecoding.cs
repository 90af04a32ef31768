namespace Winnow.Core.Models;

/// <summary>How scores per class become an answer.</summary>
public enum ScoreDecoding
{
    /// <summary>The class of the highest score: of the item, or of each of its steps or tokens.</summary>
    Argmax,

    /// <summary>Each class by itself, any number of them.</summary>
    Sigmoid,

    /// <summary>Best class of each step, repeats merged, blanks removed (Graves et al. 2006, best path).</summary>
    Ctc,
}
