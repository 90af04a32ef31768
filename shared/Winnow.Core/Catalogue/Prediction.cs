using Winnow.Core.Labels;
using Winnow.Core.PseudoLabels;

namespace Winnow.Core.Catalogue;

/// <summary>What one model said about one item.</summary>
public sealed record Prediction
{
    public required string ItemId { get; init; }

    public required ModelId Model { get; init; }

    /// <summary>The labelling run that made it.</summary>
    public required string Run { get; init; }

    /// <summary>Predicted class; null for text recognition.</summary>
    public string? Label { get; init; }

    /// <summary>Recognised text; null for classification.</summary>
    public string? Text { get; init; }

    /// <summary>Probability of the label, or mean character probability of the text; 0 to 1. Null when whoever brought the prediction did not say.</summary>
    public required double? Confidence { get; init; }

    /// <summary>Everything else that it says: objects, probabilities, tags; it lies in the run's Parquet file, and is null where only rows were read.</summary>
    public LabelDetail? Detail { get; init; }

    /// <summary>The text, whole: where it was too long for a row, the detail has it.</summary>
    public string? Whole() => Detail?.Texts is [var whole, ..] ? whole : Text;

    /// <summary>Whether the dataset's label policy accepted it as a label.</summary>
    public bool IsPseudoLabel { get; init; }

    /// <summary>Whether its run decided about the item: then no prediction of another run is the item's pseudo-label any more. It counts when it is written, and is not kept.</summary>
    public bool IsDecisive { get; init; }

    /// <summary>By which calibration and threshold that was decided; null where nothing was: only the model whose answer it is has it.</summary>
    public LabelDecision? Decision { get; init; }

    /// <summary>Why there is no label: the content could not be decoded, or the model gave no finite number. Null when all is well.</summary>
    public string? Error { get; init; }
}
