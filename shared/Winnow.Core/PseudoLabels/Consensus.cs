namespace Winnow.Core.PseudoLabels;

/// <summary>What models say about an item together.</summary>
public sealed record Consensus
{
    /// <summary>The class or the text; null when they do not agree, or when none answers.</summary>
    public string? Said { get; init; }

    /// <summary>The first model that gives this answer by itself, by its place; 0 when there is no answer.</summary>
    public int Carrier { get; init; }

    /// <summary>Mean over the models of the probability that each gives to the answer, 0 to 1; 0 without an answer.</summary>
    public double Score { get; init; }

    /// <summary>How many models give this answer by themselves.</summary>
    public int Votes { get; init; }

    /// <summary>How far the models are apart, 0 to 1; null for a single model.</summary>
    public double? Disagreement { get; init; }

    /// <summary>Mean probability of each class of the <see cref="Ensemble"/>; empty where a model gives none, or none answers.</summary>
    public ReadOnlyMemory<double> Probabilities { get; init; }
}
