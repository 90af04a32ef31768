using System.Text.Json.Serialization;

namespace Winnow.Core.Labels;

/// <summary>What an annotation or a prediction says of an item beyond one class name or one text; which members are there depends on the task.</summary>
/// <remarks>docs/label-format.md describes the JSON form, which annotation files, imported predictions and the API share.</remarks>
public sealed record LabelDetail
{
    /// <summary>Multi-label classification: the classes that apply; empty: none does.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Prediction: probability by class, 0 to 1. For one class out of many they sum to 1; for multi-label each stands alone.</summary>
    public IReadOnlyDictionary<string, double>? Probabilities { get; init; }

    /// <summary>Detection, segmentation, page recognition: the objects on the image; empty: there is none.</summary>
    public IReadOnlyList<LabelledObject>? Objects { get; init; }

    /// <summary>Generation. Truth: the references, of which any will do. Prediction: the samples, in the order in which they were drawn.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary>Generation, prediction: whether each sample passed its tests (pass@k).</summary>
    public IReadOnlyList<bool>? Passed { get; init; }

    /// <summary>Tagging: one tag per token, in IOB2: <c>B-PER</c>, <c>I-PER</c>, <c>O</c>.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Retrieval, truth: gain by document id; 0 or absent: not relevant.</summary>
    public IReadOnlyDictionary<string, double>? Relevance { get; init; }

    /// <summary>Retrieval, prediction: document ids, the best first.</summary>
    public IReadOnlyList<string>? Ranking { get; init; }

    /// <summary>Regression: the number.</summary>
    public double? Value { get; init; }

    /// <summary>Embedding and image features, prediction: the vector.</summary>
    public IReadOnlyList<float>? Vector { get; init; }

    /// <summary>Sequences, prediction: the class that the model would give after each time step; the last one is its answer.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>Facts about the item that slices and groups may use, by name. Truth only.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Whether it says something that a prediction can be held against: more than metadata.</summary>
    [JsonIgnore]
    public bool IsTruth =>
        Labels is not null || Objects is not null || Texts is not null || Tags is not null || Relevance is not null || Value is not null || Vector is not null;
}
