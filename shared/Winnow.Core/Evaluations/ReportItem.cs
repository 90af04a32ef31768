using System.Text.Json.Serialization;

namespace Winnow.Core.Evaluations;

/// <summary>An item as a report shows it: enough to find it, see it and understand what went wrong.</summary>
public sealed record ReportItem
{
    /// <summary>Longest text that a report shows, in characters.</summary>
    public const int LongestText = 2000;

    private readonly string truth = "";
    private readonly string predicted = "";

    public required string ItemId { get; init; }

    public required string Name { get; init; }

    public required string Pack { get; init; }

    /// <summary>The truth, cut to <see cref="LongestText"/>.</summary>
    public required string Truth
    {
        get => truth;
        init => truth = Cut(value);
    }

    /// <summary>The answer, cut to <see cref="LongestText"/>.</summary>
    public required string Predicted
    {
        get => predicted;
        init => predicted = Cut(value);
    }

    /// <inheritdoc cref="ItemOutcome.Confidence"/>
    public double? Confidence { get; init; }

    /// <inheritdoc cref="Comparison.Loss"/>
    public required double Loss { get; init; }

    /// <inheritdoc cref="Comparison.Objects"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DrawnObject>? Objects { get; init; }

    /// <summary>What the baseline said, in a comparison; null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Baseline { get; init; }

    /// <summary>The item of an outcome.</summary>
    public static ReportItem Of(ItemOutcome outcome) => new()
    {
        ItemId = outcome.ItemId,
        Name = outcome.Name,
        Pack = outcome.Pack,
        Truth = outcome.Truth,
        Predicted = outcome.Predicted,
        Confidence = outcome.Confidence,
        Loss = outcome.Loss,
        Objects = outcome.Objects,
    };

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText] + "…";
}
