namespace Winnow.Core.Slices.Internal;

/// <summary>Third pass of confident learning: the items whose annotation is likely wrong.</summary>
/// <remarks>
/// Of each pair of annotated class k and other class j as many items as are wanted with the greatest p(j) − p(k); of those, items whose annotated class is the
/// most probable one (within 10⁻⁶) are left out. Ties: the id (ordinal). As cleanlab 2.9's <c>prune_by_noise_rate</c>, whose ties are arbitrary.
/// </remarks>
internal sealed class SuspectSearch
{
    private readonly List<(int Guess, RankedItems<SuspectLabel> Found)>[] byLabel;

    /// <param name="classes">Number of classes.</param>
    /// <param name="wanted">How many items to look for.</param>
    public SuspectSearch(int classes, IReadOnlyList<JointCell> wanted)
    {
        byLabel = [.. Enumerable.Range(0, classes).Select(_ => new List<(int, RankedItems<SuspectLabel>)>())];
        foreach (var cell in wanted)
        {
            byLabel[cell.Label].Add((cell.Guess, new((int)cell.Count)));
        }
    }

    /// <summary>Looks at an item: the same ones as before.</summary>
    public void Add(string itemId, int label, ReadOnlySpan<double> probabilities)
    {
        if (byLabel[label].Count == 0)
        {
            return;
        }

        var suspect = Probabilities.Describe(itemId, label, probabilities);
        if (Probabilities.Agree(label, probabilities))
        {
            // Takes its place in the count, and is left out in the end.
            suspect = suspect with { Suggested = label };
        }

        foreach (var (guess, found) in byLabel[label])
        {
            found.Add(new(itemId, probabilities[guess] - probabilities[label], 0, suspect));
        }
    }

    /// <summary>The suspects, the smallest normalised margin first, then by id (ordinal).</summary>
    public IReadOnlyList<SuspectLabel> GetSuspects() =>
    [
        .. byLabel.SelectMany(cells => cells).SelectMany(cell => cell.Found.Items).Select(ranked => ranked.Item).Where(suspect => suspect.Suggested != suspect.Label)
            .DistinctBy(suspect => suspect.ItemId).OrderBy(suspect => suspect.NormalisedMargin).ThenBy(suspect => suspect.ItemId, StringComparer.Ordinal),
    ];
}
