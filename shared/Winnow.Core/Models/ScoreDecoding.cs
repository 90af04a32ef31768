namespace Winnow.Core.Models;

/// <summary>How a model's output becomes a label or a text.</summary>
public enum OutputDecoding
{
    /// <summary>Output <c>[N, classes]</c>: the class of the highest score.</summary>
    Argmax,

    /// <summary>Output <c>[N, steps, classes]</c>: best class of each step, repeats merged, blanks removed (Graves et al. 2006, best path).</summary>
    Ctc,
}
