using System.Text.Json.Serialization;
using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>Collects a ratio (mean error, error rate, CER …) per value of each of some attributes.</summary>
/// <remarks>
/// A metric is a sum of numerators divided by a sum of denominators: wrong items by items, edits by characters. Each value is tested against all other
/// items: two proportions when all numerators are 0 or 1 and all denominators 1, else Welch's t-test of ratios with linearised standard errors (that of
/// means where denominators are 1). Merging is exact, in any order. Memory: about 250 bytes per value; an attribute with more than 1,000 distinct values
/// is closed and keeps nothing.
/// </remarks>
public sealed class SliceTable
{
    public const string Signature =
        "slice-table|ratio of sums|p:two proportions (z, Fisher below 5) of 0/1, else welch of ratios (linearised), against the rest, two-sided"
        + "|adjusted:benjamini-hochberg over all values of all attributes";

    private readonly AttributeGroups<RatioSums> groups;

    /// <param name="attributes">Their names.</param>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public SliceTable(IReadOnlyList<string> attributes)
        : this(new RatioSums(), [.. attributes.Select(AttributeGroups<RatioSums>.Empty)])
    {
    }

    /// <summary>Continues from serialised sums.</summary>
    [JsonConstructor]
    public SliceTable(RatioSums all, IReadOnlyList<AttributeValues<RatioSums>> attributes)
    {
        All = all;
        groups = new(static () => new(), static (own, other) => own.Merge(other), attributes);
    }

    /// <summary>Of all items.</summary>
    public RatioSums All { get; }

    public IReadOnlyList<AttributeValues<RatioSums>> Attributes => groups.Values;

    /// <param name="values">The item's values, in the order of the attributes; null or empty where it has none.</param>
    /// <param name="numerator">0 to 10⁹.</param>
    /// <param name="denominator">0 to 10⁹.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than attributes, or a number is out of range.</exception>
    public void Add(ReadOnlySpan<string?> values, double numerator, double denominator = 1)
    {
        if (values.Length != groups.Count)
        {
            throw new ArgumentException($"{values.Length} values were given for {groups.Count} attributes.", nameof(values));
        }

        All.Add(numerator, denominator);
        for (var i = 0; i < values.Length; i++)
        {
            groups.Of(i, values[i])?.Add(numerator, denominator);
        }
    }

    /// <exception cref="ArgumentException">The attributes differ.</exception>
    public void Merge(SliceTable other)
    {
        groups.Merge(other.groups);
        All.Merge(other.All);
    }

    /// <summary>All values of all attributes that are not closed, in the order of attributes and then of values (ordinal).</summary>
    public IReadOnlyList<SliceRow> GetRows()
    {
        var slices = groups.All;
        var values = slices.ConvertAll(slice => PValue(slice.Group, All.Without(slice.Group)));
        var adjusted = SliceTests.BenjaminiHochberg([.. values]);
        return [.. slices.Select((slice, i) => Describe(slice.Attribute, slice.Value, slice.Group, values[i], adjusted[i]))];
    }

    private static double PValue(RatioSums slice, RatioSums rest)
    {
        if (slice.Ratio is not { } ratio || rest.Ratio is not { } restRatio)
        {
            return 1;
        }

        return rest.IsBinary
            ? SliceTests.TwoProportions((long)slice.Numerator, slice.Items, (long)rest.Numerator, rest.Items)
            : SliceTests.Welch(ratio - restRatio, slice.SquaredError(), slice.Items, rest.SquaredError(), rest.Items);
    }

    private SliceRow Describe(string attribute, string value, RatioSums slice, double pValue, double adjusted) => new(
        attribute, value, slice.Items, slice.Numerator, slice.Denominator, slice.Ratio, All.Without(slice).Ratio, slice.Ratio - All.Ratio, pValue, adjusted);
}
