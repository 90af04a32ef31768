using System.Text.Json.Serialization;
using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>Collects what changed from a baseline run to a candidate run over the same items.</summary>
/// <remarks>
/// Of each kind of change the items about which the candidate is most confident are kept, all are counted. Items that only one run has are counted
/// apart, and so are items whose annotation differs between the runs: neither is in the counts of changes. Changes are also counted per class and per value of
/// attributes; an attribute (or the classes) with more than 1,000 distinct values is closed and keeps nothing. Merging is exact, in any order.
/// Memory: at most 7 × kept items, and about 150 bytes per value.
/// </remarks>
public sealed class RunComparison
{
    /// <summary>The name under which classes stand among the attributes.</summary>
    public const string ClassAttribute = "class";

    /// <summary>Items kept of each kind, by default.</summary>
    public const int DefaultKept = 100;

    public const string Signature =
        "run-comparison|p:exact binomial of fixed against broken (McNemar), two-sided|adjusted:benjamini-hochberg over all classes and values of attributes";

    private readonly AttributeGroups<ChangeCounts> groups;

    /// <param name="attributes">Names of attributes beside the class.</param>
    /// <param name="kept">Items kept of each kind.</param>
    /// <exception cref="ArgumentException">A name is there twice, or is <see cref="ClassAttribute"/>.</exception>
    public RunComparison(IReadOnlyList<string> attributes, int kept = DefaultKept)
        : this(
            new(), [.. attributes.Prepend(ClassAttribute).Select(AttributeGroups<ChangeCounts>.Empty)],
            new(kept), new(kept), new(kept), new(kept), new(kept), new(kept), new(kept))
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public RunComparison(
        ChangeCounts counts, IReadOnlyList<AttributeValues<ChangeCounts>> attributes, RankedItems<ItemChange> @fixed, RankedItems<ItemChange> broken,
        RankedItems<ItemChange> stillWrong, RankedItems<ItemChange> stillRight, RankedItems<ItemChange> reannotated,
        RankedItems<ComparedItem> onlyInBaseline, RankedItems<ComparedItem> onlyInCandidate)
    {
        Counts = counts;
        groups = new(static () => new(), static (own, other) => own.Merge(other), attributes);
        (Fixed, Broken, StillWrong, StillRight) = (@fixed, broken, stillWrong, stillRight);
        (Reannotated, OnlyInBaseline, OnlyInCandidate) = (reannotated, onlyInBaseline, onlyInCandidate);
    }

    /// <summary>Of all items that both runs have, with the same annotation.</summary>
    public ChangeCounts Counts { get; }

    /// <summary>Classes first.</summary>
    public IReadOnlyList<AttributeValues<ChangeCounts>> Attributes => groups.Values;

    /// <summary>Wrong in the baseline, right in the candidate.</summary>
    public RankedItems<ItemChange> Fixed { get; }

    /// <summary>Right in the baseline, wrong in the candidate.</summary>
    public RankedItems<ItemChange> Broken { get; }

    public RankedItems<ItemChange> StillWrong { get; }

    public RankedItems<ItemChange> StillRight { get; }

    /// <summary>Items that were held against different annotations.</summary>
    public RankedItems<ItemChange> Reannotated { get; }

    public RankedItems<ComparedItem> OnlyInBaseline { get; }

    public RankedItems<ComparedItem> OnlyInCandidate { get; }

    /// <summary>Two-sided, exact: were fixing and breaking equally likely. 1 without changes.</summary>
    [JsonIgnore]
    public double PValue => SliceTests.EquallyLikely(Counts.Fixed, Counts.Broken);

    /// <summary>Adds all items that two runs have of one shard.</summary>
    /// <param name="baseline">What the baseline said.</param>
    /// <param name="candidate">What the candidate said, in any order.</param>
    /// <param name="valuesOf">Values of the attributes of an item by its id; null without attributes.</param>
    /// <exception cref="ArgumentException">An item is there twice in one run, or its confidence is not from 0 to 1.</exception>
    public void AddShard(IEnumerable<ComparedItem> baseline, IEnumerable<ComparedItem> candidate, Func<string, IReadOnlyList<string?>>? valuesOf = null)
    {
        var (before, after) = (ById(baseline, nameof(baseline)), ById(candidate, nameof(candidate)));
        foreach (var (id, item) in before)
        {
            if (after.Remove(id, out var other))
            {
                Add(item, other, valuesOf?.Invoke(id) ?? []);
            }
            else
            {
                OnlyInBaseline.Add(new(id, item.Confidence, 0, item));
            }
        }

        foreach (var (id, item) in after)
        {
            OnlyInCandidate.Add(new(id, item.Confidence, 0, item));
        }
    }

    /// <exception cref="ArgumentException">The attributes differ.</exception>
    public void Merge(RunComparison other)
    {
        groups.Merge(other.groups);
        Counts.Merge(other.Counts);
        Fixed.Merge(other.Fixed);
        Broken.Merge(other.Broken);
        StillWrong.Merge(other.StillWrong);
        StillRight.Merge(other.StillRight);
        Reannotated.Merge(other.Reannotated);
        OnlyInBaseline.Merge(other.OnlyInBaseline);
        OnlyInCandidate.Merge(other.OnlyInCandidate);
    }

    /// <summary>Classes and values of attributes: the smallest adjusted p-value first, then p-value, then in the order of attributes and values.</summary>
    public IReadOnlyList<SliceChange> GetSlices()
    {
        var slices = groups.All;
        var values = slices.ConvertAll(slice => SliceTests.EquallyLikely(slice.Group.Fixed, slice.Group.Broken));
        var adjusted = SliceTests.BenjaminiHochberg([.. values]);
        return
        [
            .. slices.Select((slice, i) => Describe(slice.Attribute, slice.Value, slice.Group, values[i], adjusted[i]))
                .OrderBy(slice => slice.AdjustedPValue).ThenBy(slice => slice.PValue),
        ];
    }

    private static Dictionary<string, ComparedItem> ById(IEnumerable<ComparedItem> items, string run)
    {
        var byId = new Dictionary<string, ComparedItem>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!(item.Confidence is >= 0 and <= 1))
            {
                throw new ArgumentException($"A confidence is from 0 to 1; that of item '{item.ItemId}' in the {run} is {item.Confidence}.", run);
            }

            if (!byId.TryAdd(item.ItemId, item))
            {
                throw new ArgumentException($"Item '{item.ItemId}' is there twice in the {run}.", run);
            }
        }

        return byId;
    }

    private static SliceChange Describe(string attribute, string value, ChangeCounts counts, double pValue, double adjusted) => new(
        attribute, value, counts, counts.NetChange, (double)(counts.StillRight + counts.Broken) / counts.Items,
        (double)(counts.StillRight + counts.Fixed) / counts.Items, pValue, adjusted);

    private void Add(ComparedItem baseline, ComparedItem candidate, IReadOnlyList<string?> values)
    {
        if (values.Count != groups.Count - 1)
        {
            throw new ArgumentException($"Item '{baseline.ItemId}' has {values.Count} values for {groups.Count - 1} attributes.", nameof(values));
        }

        var change = new ItemChange(candidate.Truth, baseline.Predicted, baseline.Confidence, candidate.Predicted, candidate.Confidence);
        var ranked = new RankedItem<ItemChange>(candidate.ItemId, candidate.Confidence, 0, change);
        if (baseline.Truth != candidate.Truth)
        {
            Reannotated.Add(ranked);
            return;
        }

        Counts.Add(baseline.IsCorrect, candidate.IsCorrect);
        KindOf(baseline.IsCorrect, candidate.IsCorrect).Add(ranked);
        for (var i = 0; i < groups.Count; i++)
        {
            groups.Of(i, i == 0 ? candidate.Truth : values[i - 1])?.Add(baseline.IsCorrect, candidate.IsCorrect);
        }
    }

    private RankedItems<ItemChange> KindOf(bool wasCorrect, bool isCorrect) => (wasCorrect, isCorrect) switch
    {
        (false, true) => Fixed,
        (true, false) => Broken,
        (false, false) => StillWrong,
        _ => StillRight,
    };
}
