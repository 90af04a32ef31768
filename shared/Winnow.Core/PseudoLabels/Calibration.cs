namespace Winnow.Core.PseudoLabels;

/// <summary>What was learnt from annotated items: how to scale the models' numbers, and from which score on an answer becomes a pseudo-label.</summary>
public sealed record Calibration
{
    /// <summary>32 lower-case hex digits that follow from everything else: the same items and rule give the same calibration.</summary>
    public required string Id { get; init; }

    public required CalibrationRule Rule { get; init; }

    /// <summary>How many times the rule was calibrated with other items or answers, this one included; from 1. Each look has its part of the error.</summary>
    public int Look { get; init; } = 1;

    /// <summary>One per model, in the order of the rule.</summary>
    public required IReadOnlyList<ModelScaling> Models { get; init; }

    /// <summary>By class, in ordinal order: those that an annotated item has for its answer. Any other class has no pseudo-labels.</summary>
    public required IReadOnlyList<ClassThreshold> Thresholds { get; init; }

    /// <summary>Annotated items by which numbers were scaled and thresholds were planned.</summary>
    public required int PlanItems { get; init; }

    /// <summary>Annotated items by which thresholds were tested.</summary>
    public required int TestItems { get; init; }

    /// <summary>SHA-256 over the ids of all these items, in order, a line each.</summary>
    public required string ItemsHash { get; init; }

    /// <summary>Most probability that the threshold of one class misses the target: the error of the look, divided by the classes that could be tested.</summary>
    public required double ErrorPerClass { get; init; }

    /// <summary>Expected calibration error of the scores over the testing items before scaling; null without such items.</summary>
    public double? ErrorBefore { get; init; }

    /// <summary>The same, after scaling.</summary>
    public double? ErrorAfter { get; init; }

    /// <summary>Whether there is a threshold at all.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasThresholds => Thresholds.Any(one => one.Threshold is not null);

    /// <summary>What a run that goes by it should tell; null when it has a threshold.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Warning => HasThresholds
        ? null
        : $"Nothing becomes a pseudo-label: the {PlanItems + TestItems} annotated items{(Rule.Precision.Split is { } split ? $" of the split '{split}'" : "")} do not " +
            $"show a precision of {Rule.Precision.Target} for any class with a confidence of {Rule.Precision.Confidence}; calibration {Id} says why.";
}
