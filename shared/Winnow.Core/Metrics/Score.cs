using System.Text.Json.Serialization;
using Winnow.Core.Statistics;

namespace Winnow.Core.Metrics;

/// <summary>A number and how it was computed.</summary>
/// <param name="Value">The number; null when there was nothing to compute it from.</param>
/// <param name="Signature">Its definition with every choice in it: two scores may be compared when their signatures are equal.</param>
public sealed record Score(double? Value, string Signature)
{
    /// <summary>How far the number would move with other items of the same kind; null where it was not computed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? Interval { get; init; }
}
