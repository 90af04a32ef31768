using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>Collects the calibration of a model per value of an attribute.</summary>
/// <remarks>
/// The error is that of <see cref="CalibrationAccumulator"/>. Merging is exact, in any order. Memory: about 1 kB per value; with more than 1,000
/// distinct values it is closed, keeps nothing and has no slices.
/// </remarks>
public sealed class CalibrationBySlice
{
    /// <summary>Items below which a slice is flagged.</summary>
    public const int FewItems = 100;

    private readonly ValueGroups<CalibrationAccumulator> groups;

    /// <param name="attribute">Its name.</param>
    public CalibrationBySlice(string attribute)
        : this(attribute, false, new Dictionary<string, CalibrationAccumulator>())
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public CalibrationBySlice(string attribute, bool isClosed, IReadOnlyDictionary<string, CalibrationAccumulator> values)
    {
        Attribute = attribute;
        groups = new(static () => new(), static (own, other) => own.Merge(other), isClosed, values);
    }

    public string Attribute { get; }

    public bool IsClosed => groups.IsClosed;

    public IReadOnlyDictionary<string, CalibrationAccumulator> Values => groups.Sorted;

    /// <param name="value">The item's value of the attribute; null or empty when it has none.</param>
    /// <param name="confidence">0 to 1.</param>
    /// <param name="isCorrect">Whether the prediction was right.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not from 0 to 1.</exception>
    public void Add(string? value, double confidence, bool isCorrect)
    {
        if (!(confidence is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence is from 0 to 1.");
        }

        groups.Of(value)?.Add(confidence, isCorrect);
    }

    /// <exception cref="ArgumentException">It is about another attribute.</exception>
    public void Merge(CalibrationBySlice other)
    {
        if (other.Attribute != Attribute)
        {
            throw new ArgumentException($"Calibration by '{other.Attribute}' cannot be merged into that by '{Attribute}'.", nameof(other));
        }

        groups.Merge(other.groups);
    }

    /// <summary>The greatest error first, then by value (ordinal).</summary>
    public IReadOnlyList<SliceCalibration> GetSlices() =>
    [
        .. groups.Sorted.Select(group => Describe(group.Key, group.Value))
            .OrderByDescending(slice => slice.ExpectedCalibrationError).ThenBy(slice => slice.Value, StringComparer.Ordinal),
    ];

    private static SliceCalibration Describe(string value, CalibrationAccumulator calibration)
    {
        var items = calibration.Items.Sum();
        return new(
            value, items, (double)calibration.Correct.Sum() / items, calibration.ConfidenceSums.Sum() / 1e9 / items,
            calibration.ComputeExpectedCalibrationError() ?? 0, items < FewItems);
    }
}
