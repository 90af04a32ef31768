using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

/// <summary>Measures a search for near-duplicates among items <c>n</c> and their altered <c>copy of n</c>.</summary>
internal static class CopyPairs
{
    /// <summary>Share of the items whose copy was found, and share of the items joined to a group that belong there.</summary>
    public static (double Recall, double Precision) Measure(NearDuplicates duplicates, int items)
    {
        var groups = duplicates.Find().Groups;
        double right = groups.Sum(group => group.Items.Count(item => group.Items.Any(other => other.ItemId == $"copy of {item.ItemId}")));
        return (right / items, right / groups.Sum(group => group.Items.Count - 1));
    }
}
