namespace Winnow.Core.Models;

/// <summary>What the numbers of a model's output are.</summary>
public enum OutputKind
{
    /// <summary>Probabilities: a softmax is part of the model.</summary>
    Probabilities,

    /// <summary>Scores before the softmax.</summary>
    Logits,
}
