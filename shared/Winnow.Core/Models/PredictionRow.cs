using System.Text.Json.Serialization;
using Winnow.Core.PseudoLabels;

namespace Winnow.Core.Models;

/// <summary>One row of a predictions file, <c>predictions/{dataset}/{model}@{version}/{run}/{pack}.parquet</c>: what a model said about one item, with full scores.</summary>
/// <remarks>
/// Columns, in this order: item_id, name, label, text, confidence, scores, is_pseudo_label, error, detail, model, run, calibration, score, threshold, votes,
/// disagreement. Files that are older than the lineage of pseudo-labels end with detail. Rows are in pack order.
/// </remarks>
public sealed class PredictionRow
{
    /// <summary>SHA-256 of the content, 64 lower-case hex digits.</summary>
    [JsonPropertyName("item_id")]
    public string ItemId { get; set; } = "";

    /// <summary>The item's first name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    /// <summary>Predicted class; null for text recognition and on errors.</summary>
    [JsonPropertyName("label")]
    public string? Label { get; set; }

    /// <summary>Recognised text; null for classification and on errors.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; set; }

    /// <summary>0 to 1; null when whoever brought the prediction did not say.</summary>
    [JsonPropertyName("confidence")]
    public double? Confidence { get; set; }

    /// <summary>Classification: probability per class in the order of the card's labels. Text: probability per recognised character.</summary>
    [JsonPropertyName("scores")]
    public List<float> Scores { get; set; } = [];

    /// <summary>Whether the policy accepted it as the item's label.</summary>
    [JsonPropertyName("is_pseudo_label")]
    public bool IsPseudoLabel { get; set; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    [JsonPropertyName("error")]
    public string? Error { get; set; }

    /// <summary>Everything else that the prediction says, as JSON of <see cref="Labels.LabelDetail"/>; null when there is nothing else.</summary>
    [JsonPropertyName("detail")]
    public string? Detail { get; set; }

    /// <summary>Whose prediction it is, <c>name@version</c>.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; set; }

    /// <summary>The run that made or brought it.</summary>
    [JsonPropertyName("run")]
    public string? Run { get; set; }

    /// <inheritdoc cref="LabelDecision.Calibration"/>
    [JsonPropertyName("calibration")]
    public string? Calibration { get; set; }

    /// <inheritdoc cref="LabelDecision.Score"/>
    [JsonPropertyName("score")]
    public double? Score { get; set; }

    /// <inheritdoc cref="LabelDecision.Threshold"/>
    [JsonPropertyName("threshold")]
    public double? Threshold { get; set; }

    /// <inheritdoc cref="LabelDecision.Votes"/>
    [JsonPropertyName("votes")]
    public int? Votes { get; set; }

    /// <inheritdoc cref="LabelDecision.Disagreement"/>
    [JsonPropertyName("disagreement")]
    public double? Disagreement { get; set; }
}
