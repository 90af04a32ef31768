namespace Winnow.Core.Models;

/// <summary>What is known about a model beside its weights: <c>card.yaml</c> (docs/model-card.md).</summary>
public sealed record ModelCard
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>The model; of a model of pages, its detector, which is what takes the item.</summary>
    public required ModelNetwork Network { get; init; }

    /// <summary>The parts of a model of pages; null for every other task.</summary>
    public PageNetworks? Page { get; init; }

    /// <summary>SPDX identifier, or words.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the weights come from.</summary>
    public required string Source { get; init; }

    /// <summary>What the model must say of one item; null when the card does not say.</summary>
    public ModelSample? Sample { get; init; }

    /// <summary>Whether the scores of an answer are one per class, in the order of the labels.</summary>
    public bool HasClassScores => Task is ModelTask.Classification or ModelTask.MultiLabel or ModelTask.Sequence;
}
