using System.Text.Json.Serialization;
using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>Third pass of confident learning: the items whose annotation is likely wrong, by <see cref="SuspectRule.PruneByNoiseRate"/>.</summary>
/// <remarks>
/// Of each pair of annotated class k and other class j as many items as <see cref="ConfidentJoint.GetCalibrated"/> says (less where a class would keep no item)
/// with the greatest p(j) − p(k); of those, items whose annotated class is the most probable one (within 10⁻⁶) are left out. A class with a single item is
/// left alone. Ties: the id (ordinal). As cleanlab 2.9's <c>find_label_issues(filter_by="prune_by_noise_rate")</c>, whose ties are arbitrary.
/// Merging is exact, in any order. Memory: one record per estimated wrong annotation, about 150 bytes.
/// </remarks>
public sealed class AnnotationSuspects
{
    private readonly IReadOnlyList<JointCell> wanted;
    private readonly Dictionary<(int Label, int Guess), RankedItems<AnnotationSuspect>> cells = [];
    private readonly int[][] others;

    /// <param name="joint">Counts of all items.</param>
    public AnnotationSuspects(ConfidentJoint joint)
        : this(joint.Thresholds.Count, NoiseCounts.Of(joint), [])
    {
    }

    /// <summary>Continues from serialised items.</summary>
    [JsonConstructor]
    public AnnotationSuspects(int classes, IReadOnlyList<JointCell> wanted, IReadOnlyList<RankedItems<AnnotationSuspect>> kept)
    {
        Probabilities.CheckClasses(classes);
        this.wanted = wanted;
        Classes = classes;
        for (var i = 0; i < wanted.Count; i++)
        {
            cells.Add((wanted[i].Label, wanted[i].Guess), kept.Count > 0 ? kept[i] : new((int)wanted[i].Count));
        }

        var byLabel = wanted.ToLookup(cell => cell.Label, cell => cell.Guess);
        others = [.. Enumerable.Range(0, classes).Select(label => byLabel[label].ToArray())];
    }

    public int Classes { get; }

    /// <summary>How many items are looked for, by annotated and other class.</summary>
    public IReadOnlyList<JointCell> Wanted => wanted;

    /// <summary>What was found of each of them.</summary>
    public IReadOnlyList<RankedItems<AnnotationSuspect>> Kept => [.. wanted.Select(cell => cells[(cell.Label, cell.Guess)])];

    /// <summary>Looks at an item: the same ones as before.</summary>
    /// <inheritdoc cref="ConfidenceThresholds.Add"/>
    public void Add(string itemId, int label, ReadOnlySpan<double> probabilities)
    {
        Probabilities.Check(label, probabilities, Classes);
        if (others[label].Length == 0)
        {
            return;
        }

        var suspect = Probabilities.Describe(itemId, label, probabilities);
        if (Probabilities.Agree(label, probabilities))
        {
            // Takes its place in the count, and is left out in the end.
            suspect = suspect with { Suggested = label };
        }

        foreach (var other in others[label])
        {
            cells[(label, other)].Add(new(itemId, probabilities[other] - probabilities[label], 0, suspect));
        }
    }

    /// <exception cref="ArgumentException">They look for other numbers of items.</exception>
    public void Merge(AnnotationSuspects other)
    {
        if (!wanted.SequenceEqual(other.wanted))
        {
            throw new ArgumentException("Suspects by different counts cannot be merged.", nameof(other));
        }

        foreach (var (key, cell) in cells)
        {
            cell.Merge(other.cells[key]);
        }
    }

    /// <summary>The suspects, the smallest normalised margin first, then by id (ordinal).</summary>
    public IReadOnlyList<AnnotationSuspect> GetSuspects() =>
    [
        .. cells.Values.SelectMany(cell => cell.Items).Select(ranked => ranked.Item).Where(suspect => suspect.Suggested != suspect.Label)
            .DistinctBy(suspect => suspect.ItemId).OrderBy(suspect => suspect.NormalisedMargin).ThenBy(suspect => suspect.ItemId, StringComparer.Ordinal),
    ];
}
